package import ReplicaPanel

/// Why a command ended without doing what was asked.
package enum CommandError: Error, Sendable, Equatable {
    /// Something to tell the user.
    case failure(Failure)
    /// A signal ended the command; the process dies of that signal, so there is nothing to tell.
    case interrupted
    /// Whoever read standard output has gone, as in `replica bill list | head`. Not worth a word.
    case readerGone

    /// What is told: *what* and *why* in the message, *what to do* in the hint.
    package struct Failure: Sendable, Equatable {
        /// A stable name for scripts: lower-case words joined by dots, the subject first, as `bill.void.paid`.
        package let code: String
        /// How the process ends.
        package let exit: ExitStatus
        /// One or two sentences: what did not work, and why.
        package let message: String
        /// What to do next; empty if there is nothing to advise.
        package let hint: String
        /// The member of a request that the node found wrong, as `price` or `lines/0/price`; `nil` if it is about no single one.
        package let field: String?

        /// A failure from its parts.
        package init(code: String, exit: ExitStatus, message: String, hint: String = "", field: String? = nil) {
            self.field = field
            self.code = code
            self.exit = exit
            self.message = message
            self.hint = hint
        }

        /// The shape scripts rely on: `{"error": {"code", "exit", "message", "hint"}}`.
        package var json: JSON {
            [
                "error": [
                    "code": .string(code), "exit": .integer(Int64(exit.rawValue)), "message": .string(message),
                    "hint": .string(hint),
                ]
            ]
        }
    }

    /// A failure from its parts.
    package static func failure(
        _ code: String, _ exit: ExitStatus, _ message: String, hint: String = ""
    ) -> CommandError {
        .failure(Failure(code: code, exit: exit, message: message, hint: hint))
    }

    /// A mistake in the command line itself; ends with ``ExitStatus/usage``. `code` comes without its prefix `usage.`.
    package static func usage(_ code: String, _ message: String, hint: String = "") -> CommandError {
        .failure("usage." + code, .usage, message, hint: hint)
    }
}
