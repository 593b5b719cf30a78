/// What a write did to the writes of its field that had not seen each other; the raw value is its flag in a feed row's bytes.
package enum ConflictStep: UInt8, Hashable, Sendable {
    /// It left several: the rule decides what is shown, until somebody does.
    case opens = 8
    /// It saw several and replaced them all: somebody has decided.
    case settles = 16
}
