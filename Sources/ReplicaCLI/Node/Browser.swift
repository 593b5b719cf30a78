import Foundation

/// The browser of whoever sits at this computer.
enum Browser {
    #if os(macOS)
        private static let opener = "/usr/bin/open"
    #else
        private static let opener = "/usr/bin/xdg-open"
    #endif

    /// Hands it an address; false if the computer has no means for that.
    static func open(_ address: String) -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: opener)
        process.arguments = [address]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        return (try? process.run()) != nil
    }
}
