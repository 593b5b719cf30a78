import ReplicaCRDT

/// Why a transaction can't be written. Nothing was changed.
package enum TransactionFailure: Error, Hashable, Sendable {
    /// A name is empty, too long, not in normalization form C, or has control characters.
    case name(String)
    /// A value that the format can't hold: longer than 256 KiB, nested deeper than 16, or not a finite number.
    case value(field: String)
    /// This node does not hold, or may not write, the space.
    case space(Space)
    /// The field holds entries of another kind.
    case kind(field: String)
    /// The move is not declared, or there is no machine of this name.
    case move(field: String, from: String, to: String)
    /// What the caller had seen of a machine has changed meanwhile; the state is now another.
    case stale(field: String, state: String)
    /// A counter's change above 2^40, or a total beyond 64 bits.
    case overflow(field: String)
    /// The transaction would break a rule.
    case void(VoidReason)
    /// This node is no member of the shop, as far as it knows.
    case notMember
    /// This program can't judge by the rules that hold: it must be updated before it writes.
    case needsNewerProgram
    /// This replica's disk was rolled back, or a copy of it writes elsewhere: its next numbers may be used up already.
    case rolledBack
    /// The transaction is larger than a delta may be.
    case tooLarge(bytes: Int)
    /// The log can't be read.
    case unreadable(ArchiveFailure)
}
