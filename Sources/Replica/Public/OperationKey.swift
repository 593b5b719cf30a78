import ReplicaCRDT
import ReplicaCrypto
import ReplicaDocuments

/// Names one action of a user, made once, before its first attempt: a retry with the same key has no second effect.
public struct OperationKey: Hashable, Sendable {
    let id: OperationID

    init(_ id: OperationID) { self.id = id }

    /// Reads what `description` writes.
    public init?(_ text: String) {
        guard let id = OperationID(text) else { return nil }
        self.id = id
    }

    static func random(for replica: ReplicaID) -> OperationKey {
        let bytes = randomBytes(16)
        let halves = bytes.firstHalves!
        return OperationKey(OperationID(replica: replica, high: halves.high, low: halves.low))
    }

    /// A short name derived from the action, for documents that take their id from it: 32 hexadecimal digits that no other
    /// action has.
    public var documentID: String {
        Array(sha256(id.bytes).prefix(16)).hexadecimalText
    }

    /// The same for an action that makes several documents: another name for each part.
    public func documentID(_ part: String) -> String {
        Array(sha256(id.bytes + Array(part.utf8)).prefix(16)).hexadecimalText
    }
}

extension OperationKey: CustomStringConvertible {
    /// 80 hexadecimal digits.
    public var description: String { id.description }
}
