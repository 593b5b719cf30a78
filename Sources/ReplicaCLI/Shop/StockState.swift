import ReplicaCommand

/// The level of a product against its threshold, as a word.
enum StockState {
    /// The word in its colour.
    static func text(_ state: String) -> StyledText {
        switch state {
        case "ok": StyledText(state, .good)
        case "low": StyledText(state, .warning)
        case "out", "below-zero": StyledText(state, .bad)
        default: StyledText(state)
        }
    }
}
