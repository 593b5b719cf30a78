/// Keeps a subscription alive; it ends when this is freed or `cancel` is called.
public final class Subscription: Sendable {
    private let end: @Sendable () -> Void

    init(_ end: @escaping @Sendable () -> Void) { self.end = end }

    /// Ends it.
    public func cancel() { end() }

    deinit { end() }
}
