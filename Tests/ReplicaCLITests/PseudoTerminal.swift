import Foundation

/// A terminal without a screen: what a program writes to one side can be read from the other.
final class PseudoTerminal {
    private struct Failure: Error { let number = errno }

    private let screen: Int32
    private var user: FileHandle?

    init(columns: UInt16) throws {
        var (screen, descriptor): (Int32, Int32) = (-1, -1)
        var size = winsize(ws_row: 25, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        // Safe: the call fills the two descriptors and reads the size.
        guard unsafe openpty(&screen, &descriptor, nil, nil, &size) == 0 else { throw Failure() }
        self.screen = screen
        user = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// Hands the side for the program over; the caller's copy is the last one of this process, so that the end can be seen.
    func releaseUserSide() -> FileHandle {
        defer { user = nil }
        return user!
    }

    /// Reads on a thread of its own until no program has the other side open.
    func readToEnd() -> Task<String, Never> {
        let screen = screen
        return Task {
            await withCheckedContinuation { continuation in
                Thread {
                    var bytes: [UInt8] = []
                    var part = [UInt8](repeating: 0, count: 4_096)
                    while true {
                        // Safe: at most as many bytes are read as `part` holds.
                        let count = unsafe read(screen, &part, part.count)
                        guard count > 0 else { break }
                        bytes += part.prefix(count)
                    }
                    close(screen)
                    continuation.resume(returning: String(decoding: bytes, as: UTF8.self))
                }.start()
            }
        }
    }
}
