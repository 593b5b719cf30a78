import Foundation

/// The port that the system chose for the panel of a node, so that the next start can ask for the same.
struct PanelPort {
    private let path: String

    /// That of a node's directory.
    init(directory: String) { path = directory + "/panel-port" }

    /// The port of last time; nil if there is none, or something else is in the file.
    func read() -> UInt16? {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
        return UInt16(text.trimmingCharacters(in: .whitespacesAndNewlines)).flatMap { $0 == 0 ? nil : $0 }
    }

    /// Keeps a port. Where that fails, the next start has another one.
    func write(_ port: UInt16) { try? Data("\(port)\n".utf8).write(to: URL(fileURLWithPath: path), options: .atomic) }
}
