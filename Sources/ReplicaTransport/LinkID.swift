/// Names one link (a TLS session, or the attempt at one) of one transport. Never used again after the link is gone.
package struct LinkID: Hashable, Sendable, CustomStringConvertible {
    /// Counts the links of a transport from 1.
    package let number: UInt64

    package var description: String { "link \(number)" }
}
