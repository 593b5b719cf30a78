import Dispatch
import Synchronization

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Turns the signals that ask a process to end into the cancellation of a task.
///
/// A signal handler may do next to nothing; this one writes the number of the signal into a pipe, which a dispatch source reads
/// (D. J. Bernstein's "self-pipe trick"). A dispatch source for signals would need them ignored, and children would inherit that;
/// handlers are reset by `exec`.
enum SignalWatcher {
    /// Control-C, the request to stop, and a terminal that was closed.
    private static let numbers = [SIGINT, SIGTERM, SIGHUP]

    /// The one thing that a handler can reach must be global. It is made before a handler is installed and then never changes.
    private static let pipe = SystemCalls.makePipe()

    /// Runs `work` in a task that the first signal cancels; a second one ends the process at once.
    ///
    /// Work that returns after it was cancelled has ended in its own way, and its status stands. Work that throws
    /// ``CommandError/interrupted`` after a signal ends the process by that signal. One call at a time.
    static func run(
        _ work: @escaping @Sendable () async throws(CommandError) -> ExitStatus
    ) async throws(CommandError) -> ExitStatus {
        guard let pipe else { return try await work() }
        // Handlers first: what arrives before the task exists waits in the pipe.
        let caught = numbers.filter { !SystemCalls.isIgnored($0) }
        for number in caught { SystemCalls.handle(number) { SystemCalls.note($0, in: Self.pipe?.writeEnd) } }
        let task = Task<Result<ExitStatus, CommandError>, Never> {
            do throws(CommandError) { return .success(try await work()) } catch { return .failure(error) }
        }
        let received = Received()
        let source = DispatchSource.makeReadSource(fileDescriptor: pipe.readEnd)
        source.setEventHandler {
            for number in SystemCalls.readAvailable(from: pipe.readEnd) {
                if received.isFirst(Int32(number)) { task.cancel() } else { SystemCalls.die(of: Int32(number)) }
            }
        }
        source.resume()
        let result = await task.value
        for number in caught { SystemCalls.restoreDefault(number) }
        source.cancel()
        if case .failure(.interrupted) = result, let number = received.number { SystemCalls.die(of: number) }
        return try result.get()
    }

    /// The first signal, if any.
    private final class Received: Sendable {
        private let first = Mutex<Int32?>(nil)

        var number: Int32? { first.withLock { $0 } }

        func isFirst(_ number: Int32) -> Bool {
            first.withLock { first in
                defer { first = first ?? number }
                return first == nil
            }
        }
    }
}
