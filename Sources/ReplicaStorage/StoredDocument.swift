/// One materialised document.
package struct StoredDocument: Equatable, Sendable {
    /// What names it.
    package var key: DocumentKey
    /// Its encoded live entries.
    package var state: [UInt8]

    /// Puts a document together.
    package init(key: DocumentKey, state: [UInt8]) {
        self.key = key
        self.state = state
    }
}
