import Synchronization

/// Collects what goes to one file descriptor and writes it in large pieces.
///
/// A reader that has gone (`replica bill list | head`) and a full disk both end the command: what follows could not be told anyway.
package final class DescriptorWriter: Sendable {
    /// What is collected before it is written without being asked.
    private static let capacity = 1 << 16

    private let descriptor: Int32
    private let buffer = Mutex<[UInt8]>([])

    /// A writer to an open descriptor, which it neither owns nor closes.
    package init(descriptor: Int32) { self.descriptor = descriptor }

    /// Adds a text. It may wait in the buffer until ``flush()``.
    package func write(_ text: String) throws(CommandError) { try write(text.utf8) }

    /// Adds bytes; see ``write(_:)-(String)``.
    package func write(_ bytes: some Collection<UInt8> & Sendable) throws(CommandError) {
        let isFull = buffer.withLock { buffer in
            buffer.append(contentsOf: bytes)
            return buffer.count >= Self.capacity
        }
        if isFull { try flush() }
    }

    /// Writes what has been collected. One caller at a time writes, in the order of the additions.
    package func flush() throws(CommandError) {
        let failure: SystemCalls.WriteError? = buffer.withLock { buffer in
            defer { buffer.removeAll(keepingCapacity: true) }
            do throws(SystemCalls.WriteError) {
                try SystemCalls.writeAll(buffer, to: descriptor)
                return nil
            } catch {
                return error
            }
        }
        switch failure {
        case nil: return
        case .readerGone: throw .readerGone
        case .system(let number):
            throw .failure(
                "output.failed", .failed, "The result could not be written: \(SystemCalls.message(of: number)).",
                hint: "The command itself may have been carried out. See where the output goes, and ask again.")
        }
    }
}
