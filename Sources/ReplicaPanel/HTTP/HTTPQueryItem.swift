/// One `name=value` of a query, percent-decoded. `?explain` has the value "".
package struct HTTPQueryItem: Sendable, Equatable {
    /// Left of the first `=`.
    package let name: String
    /// Right of it.
    package let value: String

    /// An item from its decoded parts.
    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}
