/// How much of a feed is held for one reader at once.
package struct FeedLimits: Sendable {
    /// How many rows are read and told at once. Higher: fewer looks at the disk; lower: less memory a reader.
    package var pageRows = 256
    /// A reader that is more rows behind is told each document's last state, in one event that says so, and not every row.
    package var coalesceBeyond = 1_000
    /// The most rows of such an event. Who is further behind is told to look at everything anew.
    package var coalescedRows = 20_000
    /// The most documents of such an event; beyond it the same.
    package var coalescedDocuments = 2_000
    /// The most bytes of such an event, and of one page of a snapshot with more than one document: readers bound an event's size, ours to
    /// 1 MiB.
    package var eventBytes = 512 << 10
    /// The most documents of one page of a snapshot.
    package var snapshotPage = 100
    /// The most views that one reader can follow.
    package static let maximumViews = 16

    /// The defaults.
    package init() {}
}
