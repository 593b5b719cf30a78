/// Where a node keeps its data and answers its user. `--dir` decides everything, so that several nodes can live on one computer.
package struct NodePaths: Sendable, Equatable {
    /// Which source decided about the directory.
    package enum Origin: String, Sendable, Equatable {
        /// The option `--dir`.
        case option = "--dir"
        /// The variable `REPLICA_DIR`.
        case environment = "REPLICA_DIR"
        /// The data directory of the XDG base directory specification.
        case standard = "default"
    }

    /// The data directory, absolute.
    package let directory: String
    /// The Unix socket of the running node, absolute.
    package let socket: String
    /// What decided about the directory.
    package let origin: Origin

    /// The name of the socket in the data directory.
    package static let socketName = "replica.sock"

    /// The name of the file in the data directory that makes it a node's.
    package static let fileName = "replica.sqlite"

    /// Finds the paths: option before environment before default.
    /// - Throws: if nothing tells where the directory is.
    package init(_ globals: GlobalValues, _ process: ProcessContext) throws(CommandError) {
        let (path, origin) = try Self.directory(globals, process)
        self.origin = origin
        directory = Self.absolute(path, process)
        socket = globals.socket.map { Self.absolute($0, process) } ?? directory + "/" + Self.socketName
    }

    private static func directory(
        _ globals: GlobalValues, _ process: ProcessContext
    ) throws(CommandError) -> (String, Origin) {
        if let path = globals.dir { return (path, .option) }
        if let path = process.variable("REPLICA_DIR") { return (path, .environment) }
        // The specification: a relative path there is invalid and ignored.
        if let base = process.variable("XDG_DATA_HOME"), base.hasPrefix("/") { return (base + "/replica", .standard) }
        if let home = process.variable("HOME"), home.hasPrefix("/") {
            return (home + "/.local/share/replica", .standard)
        }
        throw .usage(
            "directory.unknown", "Nothing tells where the node keeps its data: HOME is not set.",
            hint: "Give `--dir PATH`, or set REPLICA_DIR.")
    }

    private static func absolute(_ path: String, _ process: ProcessContext) -> String {
        let full = path.hasPrefix("/") ? path : process.currentDirectory + "/" + path
        let parts = full.split(separator: "/").filter { $0 != "." }
        return "/" + parts.joined(separator: "/")
    }
}
