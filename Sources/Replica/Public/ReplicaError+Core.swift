import ReplicaDocuments
import ReplicaStorage

extension ReplicaError {
    /// A transaction's failure in public words.
    init(_ failure: TransactionFailure) {
        switch failure {
        case .name(let name):
            let shown = name.unicodeScalars.prefix(40).map { $0.isASCII && $0.value >= 32 ? String($0) : "?" }.joined()
            self = .invalid(
                "The name \"\(shown)\" can't be used: names are 1 to 256 bytes without control characters, in Unicode's form C."
            )
        case .value(let field):
            self = .invalid(
                "The value of \(field) can't be stored: texts are at most 256 KiB, lists and maps nested at most 16 deep, numbers finite."
            )
        case .space(let space): self = .notPermitted("This node does not hold \(space).")
        case .kind(let field): self = .invalid("\(field) is a field of another kind.")
        case .move(let field, let from, let to):
            self = .refused(
                from.isEmpty ? "\(field) is no state machine" : "\(field) does not go from \(from) to \(to)")
        case .stale(let field, let state): self = .stale(field: field, state: state)
        case .overflow(let field): self = .invalid("The change of \(field) is too large: at most 2^40 at a time.")
        case .void(let reason): self = .refused(reason.description)
        case .notMember: self = .notPermitted("This node is no member of the shop, or no longer.")
        case .needsNewerProgram: self = .needsUpdate
        case .rolledBack: self = .rolledBack
        case .tooLarge(let bytes):
            self = .invalid(
                "The transaction is too large: \(bytes) bytes, at most \(FormatLimits.deltaBytes). Split it.")
        case .unreadable(let failure): self = .storage(failure.description)
        }
    }

    /// A failure of the storage in public words.
    init(_ error: StorageError) {
        switch error {
        case .alreadyRunning(let process): self = .alreadyRunning(processID: process)
        case .untrusted: self = .directory(error.description)
        case .foreignDatabase, .newerFormat, .damagedFile, .damagedDelta, .damagedRow:
            self = .damaged(error.description)
        case .system, .full, .failed, .invalid, .refused, .closed: self = .storage(error.description)
        }
    }
}
