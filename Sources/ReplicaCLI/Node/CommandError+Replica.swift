import Replica
import ReplicaCommand
import ReplicaShop

extension CommandError {
    /// What a failure of the library means to the user of the command in `directory`.
    init(_ error: any Error, in directory: String) {
        switch error {
        case let error as CommandError: self = error
        case let error as ReplicaError: self = .failure(Self.failure(error, directory))
        case let error as ShopError:
            self = .failure(
                error.code, ExitStatus(error.kind), Self.sentence(error.message), hint: Self.sentence(error.hint))
        case is CancellationError: self = .interrupted
        default: self = .failure("failed", .failed, "This did not work: \(error).")
        }
    }

    private static func failure(_ error: ReplicaError, _ directory: String) -> Failure {
        let option = "--dir \(ShellText.quoted(directory))"
        func failure(_ exit: ExitStatus, _ message: String, _ hint: String) -> Failure {
            Failure(code: error.code, exit: exit, message: message, hint: hint)
        }
        switch error {
        case .notFound:
            return failure(
                .unreachable, "There is no node in \(directory).",
                "Found a shop with `replica init \(option) --name NAME`, or join one with `replica join \(option) LINK`."
            )
        case .alreadyRunning(let process):
            let who = process.map { ", as process \($0)" } ?? ""
            return failure(
                .failed, "The node of \(directory) is running already\(who).",
                "Talk to it with `replica status \(option)`, or stop it first"
                    + (process.map { " with `kill \($0)`." } ?? "."))
        case .directory(let what):
            return failure(.refused, sentence(what), "Choose another directory with `--dir PATH`, or mend this one.")
        case .damaged(let what):
            return failure(
                .damaged, "The stored data can't be used: \(what).",
                "The files were left as they are. Copy \(directory) before anything else is tried; other computers of the shop have "
                    + "all that they had acknowledged, and a new directory can `replica join` from them.")
        case .storage(let what):
            return failure(
                .failed, "Not saved: \(what).", "See whether the disk of \(directory) is full or can't be written.")
        case .tooMany: return failure(.refused, error.description, "Wait a moment, and try again.")
        case .refused, .stale, .offeredElsewhere:
            return failure(.refused, error.description, "Look at it again, and decide.")
        case .invalid: return failure(.usage, error.description, "")
        case .notPermitted:
            return failure(.notPermitted, error.description, "Ask somebody who works at an admin's computer.")
        case .needsUpdate:
            return failure(.failed, error.description, "See `replica --version` here and on the other computers.")
        case .rolledBack:
            return failure(
                .damaged, error.description,
                "Make an invitation with `replica invite` on another computer, and `replica join` with it in another directory."
            )
        case .invitation(let what):
            return failure(
                .notPermitted, "The invitation can't be used: \(what).",
                "Make a new one with `replica invite` on an admin's computer: each admits one computer, once.")
        case .unreachable: return failure(.failed, error.description, "")
        case .closed: return failure(.failed, "The node has stopped.", "Start it with `replica run \(option)`.")
        }
    }

    /// The text as a sentence: capital, full stop.
    static func sentence(_ text: String) -> String {
        guard let first = text.first else { return "" }
        let capital = first.uppercased() + text.dropFirst()
        return ".!?…".contains(text.last!) ? capital : capital + "."
    }
}

extension ExitStatus {
    /// How a command ends that the shop's rules refused.
    fileprivate init(_ kind: ShopErrorKind) {
        switch kind {
        case .invalid: self = .usage
        case .notFound: self = .notFound
        case .refused: self = .refused
        case .notPermitted: self = .notPermitted
        }
    }
}
