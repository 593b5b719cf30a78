extension StorageError: CustomStringConvertible {
    /// One line for a person: what is wrong and, where there is something to do, what to do.
    package var description: String {
        switch self {
        case .system(let call, let path, let errno):
            "\(call) \(path): \(SystemCall.message(errno))"
        case .untrusted(let path, let reason):
            "\(path) is refused: \(reason)"
        case .alreadyRunning(let processID?):
            "already running, pid \(processID)"
        case .alreadyRunning(nil):
            "already running"
        case .foreignDatabase(let applicationID):
            "the database belongs to another application (id \(applicationID)); choose another directory"
        case .newerFormat(let found, let supported):
            "the database has format \(found), this program knows up to \(supported); update this program"
        case .damagedFile(let detail):
            "the database file is damaged: \(detail)"
        case .damagedDelta(let delta):
            "stored delta number \(delta.seq) (order \(delta.order)) is damaged"
        case .damagedRow(let table):
            "a stored row of table \(table) is damaged"
        case .full:
            "the disk is full; nothing was written"
        case .failed(let detail):
            "writing failed, and nothing more is written until a restart: \(detail)"
        case .invalid(let detail):
            "not storable: \(detail)"
        case .refused(let code, let detail):
            "the database refused (\(code)): \(detail); nothing was written"
        case .closed:
            "the database is closed"
        }
    }
}

extension UntrustedReason: CustomStringConvertible {
    /// The reason as the end of a sentence.
    package var description: String {
        switch self {
        case .symbolicLink: "it is a symbolic link"
        case .notADirectory: "it is not a directory"
        case .notARegularFile: "it is not a regular file"
        case .otherOwner(let user): "it belongs to user id \(user)"
        case .openToOthers(let mode): "others have access to it (mode \(String(mode, radix: 8)))"
        }
    }
}
