import Foundation
import ReplicaCommand
import Testing

/// How a command ends that is asked to by a signal. Each runs in a process of its own.
@Suite struct SignalTests {
    /// A command that sends itself a signal and goes on until it is cancelled.
    private static func runner(_ number: Int32, then end: CommandError?) -> CommandRunner {
        let command = Command(.paths, onSignal: .cancels) { (_) throws(CommandError) in
            kill(getpid(), number)
            for await _ in AsyncStream<Never>(unfolding: {
                try? await Task.sleep(for: .seconds(3_600))
                return nil
            }) {}
            if let end { throw end }
            return .done
        }
        return CommandRunner(commands: [command], groups: [])
    }

    private static func run(_ number: Int32, then end: CommandError?) async {
        exit(await runner(number, then: end).run(ProcessContext(words: ["paths"])).rawValue)
    }

    @Test func `an interrupted command dies of the interrupt, as a shell wants it`() async {
        await #expect(processExitsWith: .signal(SIGINT)) { await SignalTests.run(SIGINT, then: .interrupted) }
    }

    @Test func `a terminated command dies of that signal`() async {
        await #expect(processExitsWith: .signal(SIGTERM)) { await SignalTests.run(SIGTERM, then: .interrupted) }
    }

    @Test func `a command that stops in good order keeps its own status`() async {
        await #expect(processExitsWith: .exitCode(0)) { await SignalTests.run(SIGTERM, then: nil) }
    }

    @Test func `a failure on the way out keeps its status`() async {
        await #expect(processExitsWith: .exitCode(9)) {
            await SignalTests.run(SIGTERM, then: .failure("store.damaged", .damaged, "It is damaged."))
        }
    }
}
