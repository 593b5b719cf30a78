public import ReplicaCRDT
import ReplicaDocuments

/// Writes that take effect as one: on this node, and as a whole on every other that holds their spaces. Reads see the
/// transaction's own writes. Valid in the closure that it is given to.
public struct Transaction {
    var inner: ReplicaDocuments.Transaction
    let store: DocumentStore
    /// When the transaction began, microseconds since 1970 by this node's clock.
    public let nowMicroseconds: UInt64
    /// The action that this transaction is done for.
    public let operation: OperationKey
    /// The prefix of this replica's number series; empty on a customer's node.
    public var series: String { store.series }
    /// This replica's name: 32 and 16 hexadecimal digits with a dot between.
    public var replica: String { store.replica.description }

    /// A document with this transaction's writes; nil if nobody has written it, or it was deleted.
    public func document(_ reference: DocumentReference) -> DocumentView? {
        guard let document = inner.document(reference.address), !document.isDeleted else { return nil }
        return DocumentView(reference, document, in: store, now: nowMicroseconds)
    }

    /// The store as it was before the transaction.
    public var snapshot: Snapshot { Snapshot(store: store) }

    /// Writes a register. With `seen`, replaces only what the caller had seen. Refuses a value that other nodes could not read:
    /// a real that is not finite, more than 16 levels, a text or bytes above 256 KiB, map keys out of order.
    public mutating func set(
        _ reference: DocumentReference, _ path: String, to value: Value, seen: SeenEntries? = nil
    ) throws(ReplicaError) {
        try check(value, path)
        do { try inner.set(reference.address, path, to: value, seen: seen?.dots) } catch { throw ReplicaError(error) }
    }

    /// Adds to a counter.
    public mutating func add(_ reference: DocumentReference, _ path: String, _ amount: Int64) throws(ReplicaError) {
        do { try inner.add(reference.address, path, amount) } catch { throw ReplicaError(error) }
    }

    /// Adds to a counter something that counts once, however many nodes do it: it is named by the effect.
    public mutating func addOnce(
        _ reference: DocumentReference, _ path: String, effect: String, _ amount: Int64
    ) throws(ReplicaError) {
        do { try inner.setEffect(reference.address, path, named: effect, to: amount) } catch {
            throw ReplicaError(error)
        }
    }

    /// Sets a counter to what was counted when `scan` was taken; `record` is the id of the document that describes the count.
    public mutating func count(
        _ reference: DocumentReference, _ path: String, counted: Int64, scan: CounterSnapshot, record: String
    ) throws(ReplicaError) {
        do {
            try inner.count(reference.address, path, counted: counted, scan: scan.scan, record: record)
        } catch { throw ReplicaError(error) }
    }

    /// Moves a state machine from the state it shows. With `seen`, fails as stale if all that the caller saw was replaced.
    public mutating func move(
        _ reference: DocumentReference, _ path: String, to state: String, seen: SeenEntries? = nil
    ) throws(ReplicaError) {
        do { try inner.move(reference.address, path, to: state, seen: seen?.dots) } catch { throw ReplicaError(error) }
    }

    /// Deletes a document; a concurrent edit does not bring it back.
    public mutating func delete(_ reference: DocumentReference) throws(ReplicaError) {
        try set(reference, Collections.deleted, to: .bool(true))
    }

    /// Refuses a value that other nodes could not read.
    func check(_ value: Value, _ path: String) throws(ReplicaError) {
        if let flaw = value.flaw { throw .invalid("\(path): \(flaw)") }
    }
}
