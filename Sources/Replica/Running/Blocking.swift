import Foundation

/// Runs work that may block (looking up names) on a thread of its own, never on the cooperative pool.
enum Blocking {
    static func run(_ work: @escaping @Sendable () -> Void) {
        let thread = Thread(block: work)
        thread.name = "replica-blocking"
        thread.start()
    }
}
