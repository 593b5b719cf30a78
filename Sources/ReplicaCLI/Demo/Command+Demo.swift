import ReplicaCommand
import ReplicaPanel

extension Command {
    /// `replica demo`
    static let demo = Command(.demo, onSignal: .cancels) { (context) throws(CommandError) in
        if context.globals.isDryRun {
            let place = context.globals.dir ?? "a new directory under /tmp"
            try context.output.present(
                Presentation(json: ["dir": .string(place), "dryRun": true], plain: [[place]]) { _ in
                    ["Would run two admins' nodes and a customer's, with sample data, in \(place)."]
                })
            return .done
        }
        let demo = try DemoShop(context)
        do throws(CommandError) {
            try await demo.start()
            try demo.present()
            try await demo.untilStopped()
        } catch {
            await demo.stop()
            guard error == .interrupted else { throw error }
        }
        await demo.stop()
        try demo.sayGoodbye()
        return .done
    }
}
