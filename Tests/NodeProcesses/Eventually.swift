/// Waits until something holds, within a bound; what is looked at is cheap.
/// - Throws: ``NeverHappened`` with what was waited for, and where.
package func eventually(
    _ what: String, within limit: Duration = .seconds(20), file: StaticString = #fileID, line: UInt = #line,
    _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + limit
    while try await !condition() {
        guard ContinuousClock.now < deadline else { throw NeverHappened(description: "\(what) (\(file):\(line))") }
        try await Task.sleep(for: .milliseconds(10))
    }
}
