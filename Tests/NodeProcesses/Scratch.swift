import Foundation

/// A directory of one test, with a short path so that sockets fit into it; removed with the value.
package final class Scratch: Sendable {
    /// The directory.
    package let path: String

    /// A new one.
    package init() throws {
        path = "/tmp/rc-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file in it and returns its path.
    package func file(_ name: String, _ text: String) throws -> String {
        let file = path + "/" + name
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        return file
    }
}
