/// Why a machine's declaration can't be used.
package enum DeclarationFailure: Error, Equatable, Sendable {
    /// More than 64 states or 1,024 moves.
    case tooLarge
    /// Two states with one name.
    case doubledState
    /// The same move twice.
    case doubledMove
    /// A state that is not declared.
    case unknownState(String)
    /// A move between states of equal rank.
    case rankNotChanged(from: String, to: String)
}
