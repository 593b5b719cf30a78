public import ReplicaCRDT
public import ReplicaDocuments

/// A named event that a program published to the shop's nodes, with a payload of its own making. It is no document: lists, exports
/// and counts know nothing of it.
public struct CustomEvent: Hashable, Sendable {
    /// 32 hexadecimal digits, the same on every node.
    public let id: String
    /// What it is called.
    public let name: String
    /// What it says.
    public let payload: Value
    /// Whether it is stored, survives restarts and reaches nodes that were away; a passing one reaches who is connected.
    public let isDurable: Bool
    /// Who is entitled to it: `shop`, all admins; a customer's space, all admins and that customer's nodes.
    public let space: Space
    /// The node that published it: 32 hexadecimal digits.
    public let node: String
    /// Who acted.
    public let user: String
    /// When it was published, microseconds since 1970 by its publisher's clock.
    public let madeAtMicroseconds: UInt64
    /// When it arrived here, milliseconds since 1970 by this node's clock; nil if it was read from the store.
    public let receivedAtMilliseconds: Int64?
    /// Whether it came as it was published, and was not caught up.
    public let isLive: Bool

    /// The payload as a type of the program's own. Throws ``ReplicaError/invalid(_:)`` if it is something else.
    public func payload<T: Decodable>(as type: T.Type) throws -> T {
        do { return try ValueDecoder.decode(payload, as: type, at: []) } catch {
            throw ReplicaError.invalid("The payload of the event \(name) can't be read as \(type).")
        }
    }
}
