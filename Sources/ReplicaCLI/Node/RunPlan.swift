import Replica
import ReplicaCommand

/// What `replica run` was asked for, checked before anything is opened.
struct RunPlan: Sendable {
    /// The node's data directory.
    let directory: String
    /// The socket for the command.
    let socket: String
    /// The panel's port; 0 lets the system choose.
    let panelPort: UInt16
    /// How the others are reached.
    let network: NetworkOptions
    /// Whether the network may be disturbed from the panel.
    let allowsDisturbing: Bool
    /// The directories of other nodes of a demonstration.
    let neighbours: [String]
    /// Whether to stop when standard input ends.
    let stopsWithInput: Bool

    /// Names and numbers of this computer alone.
    private static let loopback = ["127.0.0.1", "localhost", "::1"]
    /// All interfaces.
    private static let everywhere = ["0.0.0.0", "::"]

    /// Reads the options.
    init(_ context: CommandContext) throws(CommandError) {
        let paths = try context.paths()
        directory = paths.directory
        socket = paths.socket
        allowsDisturbing = context.invocation.has("allow-faults")
        neighbours = context.invocation.texts("beside")
        stopsWithInput = context.invocation.has("until-eof")
        let panel = context.invocation.address("web")
        if let panel, !Self.loopback.contains(panel.host) {
            throw .usage(
                "value.invalid", "The panel can't be served at \(quoted(panel.host)): only this computer may reach it.",
                hint: "Use `--web 127.0.0.1:\(panel.port)`, or leave it out. Another computer runs a node of its own.")
        }
        panelPort = panel?.port ?? 0
        var network = NetworkOptions()
        network.discovers = !context.invocation.has("no-discovery")
        network.addresses = context.invocation.addresses("address").map(\.description)
        if let listen = context.invocation.address("listen") {
            guard Self.everywhere.contains(listen.host) || Self.loopback.contains(listen.host) else {
                throw .usage(
                    "value.invalid",
                    "The node can't listen at \(quoted(listen.host)) alone: it takes all interfaces, or this computer's own.",
                    hint:
                        "Use `--listen 0.0.0.0:\(listen.port)`, or `--listen 127.0.0.1:\(listen.port)` for nodes of this computer only."
                )
            }
            network.port = listen.port
            network.loopbackOnly = Self.loopback.contains(listen.host)
        }
        self.network = network
    }
}
