/// What an entry says. Replication knows entries and dots only; each kind of payload is a reading of its own.
package enum Payload: Hashable, Sendable {
    /// A register's value.
    case value(Value)
    /// An ordinary slot: the increment of this write, and the replica's running total with it.
    case tally(increment: Int64, total: Int64)
    /// An effect slot: the amount, which follows from the effect.
    case amount(Int64)
    /// A count slot.
    indirect case count(CountRecord)
    /// A machine's move.
    indirect case move(Move)
}
