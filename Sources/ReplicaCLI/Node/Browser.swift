import Foundation

/// The browser of whoever sits at this computer.
enum Browser {
    #if os(macOS)
        private static let opener = "/usr/bin/open"
    #else
        private static let opener = "/usr/bin/xdg-open"
    #endif
    private static let fileName = "panel.html"

    /// Leads it to a link; false if the computer has no means for that.
    ///
    /// Every user of the computer can read the arguments of a process, and the link is a secret: it goes through a file of `directory`
    /// that only its owner can read.
    static func open(_ link: String, in directory: String) -> Bool {
        let file = URL(fileURLWithPath: directory).appendingPathComponent(fileName)
        let page = "<!doctype html><meta http-equiv=\"refresh\" content=\"0;url=\(link)\"><title>replica</title>\n"
        let isWritten = FileManager.default.createFile(
            atPath: file.path, contents: Data(page.utf8), attributes: [.posixPermissions: 0o600])
        guard isWritten, FileManager.default.isExecutableFile(atPath: opener) else { return false }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: opener)
        process.arguments = [file.path]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        return (try? process.run()) != nil
    }
}
