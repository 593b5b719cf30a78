import Foundation

/// What was in a directory before a command, so that one that fails leaves nothing behind.
struct DirectoryContent {
    private let path: String
    /// The names in it; `nil` if there was no directory.
    private let names: Set<String>?

    /// Looks.
    init(of path: String) {
        self.path = path
        names = (try? FileManager.default.contentsOfDirectory(atPath: path)).map(Set.init)
    }

    /// Removes what has come since; what was there stays.
    func restore() {
        let files = FileManager.default
        guard let names else {
            try? files.removeItem(atPath: path)
            return
        }
        for name in (try? files.contentsOfDirectory(atPath: path)) ?? [] where !names.contains(name) {
            try? files.removeItem(atPath: path + "/" + name)
        }
    }
}
