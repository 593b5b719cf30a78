extension Moment {
    /// A day or a moment as the node reads it: `2026-05-03`, `2026-05-03T14:00:00Z`.
    package func text(now: Timestamp) -> String {
        switch self {
        case .day(let date): return date.description
        case .time(let time): return time.rfc3339
        case .ago(let duration):
            let (seconds, attoseconds) = duration.components
            let milliseconds = seconds * 1_000 + attoseconds / 1_000_000_000_000_000
            return Timestamp(milliseconds: now.milliseconds - milliseconds).rfc3339
        }
    }
}
