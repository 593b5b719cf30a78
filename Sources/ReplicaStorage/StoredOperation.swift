/// The remembered result of an operation, so that the same id has its effect once.
package struct StoredOperation: Equatable, Sendable {
    /// The operation's id.
    package var id: [UInt8]
    /// The encoded result.
    package var result: [UInt8]

    /// Puts an operation together.
    package init(id: [UInt8], result: [UInt8]) {
        self.id = id
        self.result = result
    }
}
