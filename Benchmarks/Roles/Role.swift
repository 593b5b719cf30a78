import Foundation

/// What a process that the harness starts is there for.
enum Role {
    /// A node, driven by lines.
    case node
    /// A shop's node with its panel, driven by lines.
    case panel
    /// Takes raw messages in; `udp`, `tcp` or `sealed`.
    case receiver(String)
    /// The engine and its floor, without disk and network.
    case engine

    /// Reads `--role NAME …`; nil if the arguments are not a role's.
    init?(_ arguments: [String]) {
        guard arguments.count >= 2, arguments[0] == "--role" else { return nil }
        switch arguments[1] {
        case "node": self = .node
        case "panel": self = .panel
        case "engine": self = .engine
        case "receiver" where arguments.count == 3: self = .receiver(arguments[2])
        default: return nil
        }
    }

    /// Does what is asked on the standard input until that ends.
    func run() async throws {
        switch self {
        case .node: await NodeRole().run()
        case .panel: await PanelRole().run()
        case .receiver(let kind): try ReceiverRole(kind: kind).run()
        case .engine: try EngineRole().run()
        }
    }

    /// Answers a line.
    static func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

    /// The lines of the standard input. Soon after their end this process ends, whatever it waits for.
    static var lines: AsyncStream<String> {
        AsyncStream { continuation in
            let reading = Thread {
                while let line = readLine() { continuation.yield(line) }
                continuation.finish()
                sleep(10)
                exit(1)
            }
            reading.start()
        }
    }
}
