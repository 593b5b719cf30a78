import Foundation

/// What a process that the harness starts is there for.
enum Role {
    /// A node, driven by lines.
    case node
    /// Takes raw messages in; `udp`, `tcp` or `sealed`.
    case receiver(String)
    /// The engine and its floor, without disk and network.
    case engine

    /// Reads `--role NAME …`; nil if the arguments are not a role's.
    init?(_ arguments: [String]) {
        guard arguments.count >= 2, arguments[0] == "--role" else { return nil }
        switch arguments[1] {
        case "node": self = .node
        case "engine": self = .engine
        case "receiver" where arguments.count == 3: self = .receiver(arguments[2])
        default: return nil
        }
    }

    /// Does what is asked on the standard input until that ends.
    func run() async throws {
        switch self {
        case .node: await NodeRole().run()
        case .receiver(let kind): try ReceiverRole(kind: kind).run()
        case .engine: try EngineRole().run()
        }
    }

    /// Answers a line.
    static func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
}
