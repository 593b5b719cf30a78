import Synchronization

/// One line on a terminal that is written over again while a long command goes on, at most ten times a second.
package final class ProgressLine: Sendable {
    private static let interval = Duration.milliseconds(100)

    private let writer: DescriptorWriter?
    private let width: Int
    private let lastShown = Mutex<ContinuousClock.Instant?>(nil)

    /// A line on the terminal behind `writer`; without one nothing is ever shown.
    init(_ writer: DescriptorWriter?, width: Int) {
        self.writer = writer
        self.width = width
    }

    /// Shows how far it is, unless it did so a moment ago.
    package func show(_ text: @autoclosure () -> StyledText) {
        guard let writer, isDue() else { return }
        try? writer.write("\r\u{1B}[K" + text().truncated(to: width - 1).rendered(withColors: false))
        try? writer.flush()
    }

    /// Wipes the line, so that what follows stands at its place.
    package func clear() {
        guard let writer, lastShown.withLock({ $0 != nil }) else { return }
        try? writer.write("\r\u{1B}[K")
        try? writer.flush()
    }

    private func isDue() -> Bool {
        let now = ContinuousClock.now
        return lastShown.withLock { last in
            if let last, now - last < Self.interval { return false }
            last = now
            return true
        }
    }
}
