/// Why storage refused something. Each case says whether anything changed on disk.
package enum StorageError: Error, Equatable {
    /// A system call failed before the database was touched; nothing changed.
    case system(call: String, path: String, errno: Int32)
    /// A directory or file is not what only we could have made; it was not read and nothing changed.
    case untrusted(path: String, UntrustedReason)
    /// Another process holds the directory's lock; nil when it has not written its number yet. Nothing changed.
    case alreadyRunning(processID: Int32?)
    /// The file is a healthy database of another application; it was left as it is.
    case foreignDatabase(applicationID: UInt32)
    /// The file was written by a newer version of this program; it was left as it is.
    case newerFormat(found: Int32, supported: Int32)
    /// The file is not readable as our database (cut short, overwritten, another kind of file); it was left as it is.
    case damagedFile(String)
    /// A stored delta does not hash to its name any more. Taking the intact delta in again repairs it.
    case damagedDelta(DamagedDelta)
    /// A stored row does not match its checksum any more.
    case damagedRow(table: String)
    /// The disk (or the quota) is full. The transaction left nothing behind; later ones may succeed.
    case full
    /// Writing failed in a way that leaves open what is on disk. This handle accepts no further write; reading goes on.
    case failed(String)
    /// The caller asked for something that cannot be stored; the transaction left nothing behind.
    case invalid(String)
    /// SQLite refused for lack of memory or another reason that changed nothing; the transaction left nothing behind.
    case refused(code: Int32, String)
    /// The handle was closed.
    case closed
}
