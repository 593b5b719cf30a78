import Synchronization
import Testing

/// `#expect` for the inside of long loops: it costs nothing while the law holds, and of the failures at one place it
/// reports the first few, each with the seed or the choices that lead to it.
@inline(__always)
func holds(_ law: Bool, _ message: @autoclosure () -> String, at location: SourceLocation = #_sourceLocation) {
    if !law { report(message(), at: location) }
}

private let reportLimit = 5
private let reports = Mutex<[SourceLocation: Int]>([:])

private func report(_ message: String, at location: SourceLocation) {
    let number = reports.withLock { reports in
        reports[location, default: 0] += 1
        return reports[location, default: 0]
    }
    if number <= reportLimit { Issue.record(Comment(rawValue: message), sourceLocation: location) }
}
