/// What a node's interface is served with.
package struct PanelOptions: Sendable {
    /// The Unix socket; `nil` is `replica.sock` in the node's directory.
    package var socketPath: String?
    /// The loopback port of the panel and of scripts; 0 lets the system choose; `nil` serves on the socket alone.
    package var webPort: UInt16?
    /// Whether `POST /api/network` may disturb this node's traffic: for demonstrations and tests.
    package var allowsDisturbing = false
    /// The data directories of other nodes of a demonstration on this computer: `POST /api/demo/conflict` and `/links` call them over
    /// their sockets, which only the same user can open.
    package var neighbours: [String] = []
    /// The version of the program, for the status.
    package var version = ""
    /// The most bytes of a request body, but for imported files. Higher: larger bills at once; lower: less memory for careless
    /// programs.
    package var bodyBytes = 1 << 20
    /// The most bytes of an imported file: it is held in memory while it is read. Larger files are to be split.
    package var importBytes = 64 << 20
    /// How often a quiet feed says that it lives.
    package var heartbeat = Duration.seconds(1)
    /// How much of a feed is held for one reader at once.
    package var feed = FeedLimits()

    /// The defaults: the socket in the node's directory, no TCP, no disturbing.
    package init() {}
}
