import Foundation
import ReplicaCRDT
import ReplicaDocuments
import ReplicaTransport

/// What a write did.
struct WriteOutcome<Value: Sendable>: Sendable {
    let value: Value
    let isRepetition: Bool
    let feedSeq: UInt64
    let positions: [CommitRecord.Seen]
}

extension NodeCore {
    /// Runs a transaction's closure and commits what it wrote; what it returned is remembered with the operation, so that a
    /// repetition returns it again. A dry run ends before the commit: it is judged and nothing is written.
    func write<T: Codable & Sendable>(
        as user: String, _ key: OperationKey, remembers: Bool, dryRun: Bool, _ body: (inout Transaction) throws -> T
    ) throws -> WriteOutcome<T> {
        if remembers, let former: WriteOutcome<T> = try repetition(of: key) { return former }
        let moment = Clock.moment
        var transaction = Transaction(
            inner: store.transaction(), store: store, nowMicroseconds: moment.microseconds, operation: key)
        let value = try body(&transaction)
        let begun = MonotonicClock.now
        var result: [UInt8] = []
        if remembers { result = Array(try JSONEncoder().encode([value])) }
        let receipt: CommitReceipt?
        do throws(TransactionFailure) {
            if dryRun {
                try store.check(transaction.inner, user: user, operation: remembers ? key.id : nil, at: moment)
                return WriteOutcome(value: value, isRepetition: false, feedSeq: 0, positions: [])
            }
            receipt = try store.commit(
                transaction.inner, user: user, operation: remembers ? key.id : nil, result: result, at: moment)
        } catch { throw ReplicaError(error) }
        guard let receipt else {
            return WriteOutcome(value: value, isRepetition: false, feedSeq: 0, positions: [])
        }
        willPush(receipt.deltas)
        meter.apply.observe(nanoseconds: MonotonicClock.now - begun)
        return WriteOutcome(
            value: value, isRepetition: false, feedSeq: receipt.feedSeq,
            positions: receipt.deltas.map { .init(space: $0.space, position: $0.position) })
    }

    /// The first result of an action that was done before; throws if it was offered first to another replica.
    private func repetition<T: Codable & Sendable>(of key: OperationKey) throws -> WriteOutcome<T>? {
        let stored: [UInt8]?
        do { stored = try store.operation(key.id) } catch { throw ReplicaError.storage(error.description) }
        guard key.id.replica == identity.replica else {
            throw ReplicaError.offeredElsewhere(node: key.id.replica.node.description)
        }
        guard let stored else { return nil }
        guard let values = try? JSONDecoder().decode([T].self, from: Data(stored)), let value = values.first else {
            throw ReplicaError.invalid("This operation id was used for another action. Make a new one.")
        }
        return WriteOutcome(value: value, isRepetition: true, feedSeq: 0, positions: [])
    }
}

extension DocumentStore {
    /// The prefix of this replica's number series, from its own admission.
    var series: String { membership.current(replica.node)?.record.series ?? "" }
}
