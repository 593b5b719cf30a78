import Synchronization

/// Outcomes that survive a transaction which was only tried.
final class ImportOutcomes: Sendable {
    private let outcomes = Mutex<[ImportReport.Outcome]>([])

    func add(_ more: [ImportReport.Outcome]) { outcomes.withLock { $0 += more } }

    var all: [ImportReport.Outcome] { outcomes.withLock { $0 } }
}
