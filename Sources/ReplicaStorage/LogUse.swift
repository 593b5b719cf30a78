/// How far the write-ahead log is filled.
struct LogUse {
    /// Frames (pages) in it that are not all copied into the database yet.
    var frames = 0
    /// Commits so far that wrote at least one page.
    var commits: UInt64 = 0

    /// Bytes per frame: a page and its header.
    static let frameBytes = 4096 + 24
}
