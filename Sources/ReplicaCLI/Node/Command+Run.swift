import Replica
import ReplicaCommand
import ReplicaPanel
import ReplicaShop

extension Command {
    /// `replica run`
    static let run = Command(.run, onSignal: .cancels) { (context) throws(CommandError) in
        let plan = try RunPlan(context)
        let log = RunLog(context)
        let running: RunningNode
        do throws(CommandError) { running = try await RunningNode.start(plan, log) } catch { throw error.ofRun }
        if context.invocation.has("open"), !Browser.open(running.address, in: plan.directory) {
            log.tell(.warning, "panel.not-opened", [("hint", "Open the link above in a browser.")])
        }
        let end = await running.untilStopped()
        await running.stop()
        try end.get()
        return .done
    }
}

extension CommandError {
    /// `run` ends with 0, 1, 2, 5 or 9 alone, for those who watch over it: a directory that can't be used is a failure.
    fileprivate var ofRun: CommandError {
        guard case .failure(let failure) = self, failure.exit == .refused || failure.exit == .notPermitted else {
            return self
        }
        return .failure(failure.code, .failed, failure.message, hint: failure.hint)
    }
}
