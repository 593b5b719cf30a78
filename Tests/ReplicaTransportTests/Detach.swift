import Foundation

/// Runs something on a thread of its own.
func detach(_ body: @escaping @Sendable () -> Void) {
    Thread.detachNewThread(body)
}
