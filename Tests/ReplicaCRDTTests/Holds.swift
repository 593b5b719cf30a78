import Testing

/// `#expect` for the inside of long loops: it costs nothing while the law holds.
@inline(__always)
func holds(_ law: Bool, _ message: @autoclosure () -> String, at location: SourceLocation = #_sourceLocation) {
    if !law { Issue.record(Comment(rawValue: message()), sourceLocation: location) }
}
