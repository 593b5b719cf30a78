/// A command with what it does.
package struct Command: Sendable {
    /// What a signal does while the command runs.
    package enum SignalPolicy: Sendable, Equatable {
        /// It ends the process at once. Right for what is over in a moment.
        case ends
        /// It cancels the command's task, which then ends in its own way; a second one ends the process at once.
        case cancels
    }

    /// Does the work.
    package typealias Body = @Sendable (CommandContext) async throws(CommandError) -> ExitStatus

    /// The command as data.
    package let specification: CommandSpecification
    let signals: SignalPolicy
    let body: Body

    /// A command from its parts.
    package init(
        _ specification: CommandSpecification, onSignal signals: SignalPolicy = .ends, body: @escaping Body
    ) {
        self.specification = specification
        self.signals = signals
        self.body = body
    }
}
