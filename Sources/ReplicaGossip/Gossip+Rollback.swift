import ReplicaCRDT
import ReplicaDocuments

// Rolled back, or copied: this replica's own signed deltas come from elsewhere. And forks: whoever delivers another branch is
// shown the one that counts here, so that both sides have the proof as soon as they meet.
extension Gossip {
    func alarmRolledBack() {
        effects.isRolledBack = true
        alarm("others have changes of this computer that it does not have: it was restored, or copied")
    }

    /// Looks for deltas of this very replica among those that were news here; their signatures have been checked.
    func checkForOwn(_ deltas: [Delta], _ intake: Intake) {
        for delta in deltas where delta.replica == store.replica && isNews(delta, intake) {
            store.proveRollback(by: delta.position, in: delta.space)
            return alarmRolledBack()
        }
    }

    private func isNews(_ delta: Delta, _ intake: Intake) -> Bool {
        intake.counted.contains(delta) || intake.forks.contains { $0.other == delta.hash }
            || (intake.parked.contains(delta.hash) && store.membership.key(of: delta.replica.node) != nil)
    }

    /// Shows the branches that count here to who delivered others: one delta of each chain.
    func showBranches(of forks: [Fork], to session: Session) {
        var shown: Set<ChainName> = []
        for fork in forks where shown.insert(ChainName(space: fork.space, replica: fork.replica)).inserted {
            do throws(ArchiveFailure) {
                guard session.shares(fork.space), let delta = try counted(fork) else { continue }
                send(.deltas(DeltaBatch(.live, bodies: [delta.bytes])), to: session, by: .frame)
            } catch {
                alarm("the log can't be read: \(error.description)")
            }
        }
    }

    /// The delta that counts where a fork begins; where only the predecessors differ, that.
    private func counted(_ fork: Fork) throws(ArchiveFailure) -> Delta? {
        let seq = fork.counted == nil ? fork.seq - 1 : fork.seq
        guard let order = try archive.order(fork.space, fork.replica, seq) else { return nil }
        return try archive.log(after: order - 1, limit: 1).first?.delta
    }
}
