import Replica
import ReplicaCommand
import ReplicaPanel
import ReplicaShop

extension Command {
    /// `replica run`
    static let run = Command(.run, onSignal: .cancels) { (context) throws(CommandError) in
        let plan = try RunPlan(context)
        let log = RunLog(context)
        let running = try await RunningNode.start(plan, log)
        if context.invocation.has("open"), !Browser.open(running.address, in: plan.directory) {
            log.tell(.warning, "panel.not-opened", [("hint", "Open the link above in a browser.")])
        }
        let end = await running.untilStopped()
        await running.stop()
        try end.get()
        return .done
    }
}
