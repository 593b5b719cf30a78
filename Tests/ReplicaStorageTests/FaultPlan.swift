import CSQLite

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Counts what SQLite does to the disk, lets one operation fail, and knows what the disk would hold after a power cut.
///
/// Syncs are not carried out but noted: the files are in memory, and what counts is what a sync had covered.
final class FaultPlan {
    /// A write, or a truncation (`bytes` nil), since the last sync of its file.
    struct Change {
        let path: String
        let offset: Int
        let bytes: [UInt8]?
        /// What was at `offset`, to the end of the file for a truncation, and the file's length.
        let before: [UInt8]
        let lengthBefore: Int
    }

    let fault: Fault
    /// Which operation fails, from 0; later ones count on.
    let failing: Int
    private(set) var operations = 0
    private(set) var hasStruck = false
    private(set) var unsynced: [Change] = []

    init(_ fault: Fault, at failing: Int) {
        self.fault = fault
        self.failing = failing
    }

    /// Whether nothing gets through any more.
    var isDown: Bool { hasStruck && fault.isFatal }

    /// Counts an operation and says whether it is the one that fails.
    func strikes() -> Bool {
        guard !hasStruck else { return false }
        operations += 1
        hasStruck = operations == failing + 1
        return hasStruck
    }

    func note(_ change: Change) { unsynced.append(change) }

    func noteSync(of path: String) { unsynced.removeAll { $0.path == path } }

    /// Makes the files what a power cut leaves: takes back what was not synced, and repeats what happened to get through.
    func cutPower() {
        guard fault == .powerCut || fault == .powerCutKeepingSome else { return }
        for change in unsynced.reversed() {
            Self.write(change.before, at: change.offset, of: change.path)
            Self.cut(change.path, to: change.lengthBefore)
        }
        guard fault == .powerCutKeepingSome else { return }
        for (number, change) in unsynced.enumerated() where (number + failing) % 2 == 0 {
            if let bytes = change.bytes {
                Self.write(bytes, at: change.offset, of: change.path)
            } else {
                Self.cut(change.path, to: change.offset)
            }
        }
    }

    /// Reads from a file beside SQLite.
    static func read(_ path: String, at offset: Int, count: Int) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY)
        precondition(descriptor >= 0, path)
        defer { _ = close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: count)
        let done = unsafe pread(descriptor, &bytes, count, off_t(offset))
        return Array(bytes.prefix(max(0, done)))
    }

    /// The length of a file.
    static func length(_ path: String) -> Int {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    private static func write(_ bytes: [UInt8], at offset: Int, of path: String) {
        let descriptor = unsafe open(path, O_WRONLY)
        precondition(descriptor >= 0, path)
        precondition(unsafe pwrite(descriptor, bytes, bytes.count, off_t(offset)) == bytes.count)
        _ = close(descriptor)
    }

    private static func cut(_ path: String, to length: Int) {
        precondition(unsafe truncate(path, off_t(length)) == 0, path)
    }
}
