/// The application protocol that a TLS session carries (RFC 7301): both sides must name the same one.
package struct ALPN: Hashable, Sendable, CustomStringConvertible {
    /// The name on the wire: 1 to 255 bytes of UTF-8.
    package let name: String

    /// A protocol by its name; a name that the format cannot carry is a mistake of the caller and traps.
    package init(_ name: String) {
        precondition((1...255).contains(name.utf8.count), "an ALPN name has 1...255 bytes: '\(name)'")
        self.name = name
    }

    /// What members speak with each other.
    package static let members = ALPN("replica/1")
    /// What a joiner speaks with its inviter: the only protocol for unknown keys.
    package static let join = ALPN("replica-join/1")

    package var description: String { name }

    /// A list as TLS carries it: each name after its length.
    static func wireForm(_ protocols: [ALPN]) -> [UInt8] {
        protocols.flatMap { [UInt8($0.name.utf8.count)] + Array($0.name.utf8) }
    }
}
