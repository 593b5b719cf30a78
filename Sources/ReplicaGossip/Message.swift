package import ReplicaCRDT

/// Everything that two members say to each other over a session, or in a datagram of it.
package enum Message: Equatable, Sendable {
    /// First, each way.
    case hello(Hello)
    /// Deltas.
    case deltas(DeltaBatch)
    /// The frames of the stream up to this number have been taken in: the window moves.
    case taken(UInt64)
    /// The digest of all positions that are shared. Equal: nothing more than `agreed`. `isDurable` if all of it is on disk.
    case compare(sequence: UInt64, digest: UInt128, isDurable: Bool)
    /// The digests are equal.
    case agreed(sequence: UInt64, isDurable: Bool)
    /// The digests differ, or the sender noticed a gap.
    case positions(PositionsReport)
    /// The sums of devices' positions by 256 ranges of space ids, 64 bits each; between admins.
    case ranges([UInt64])
    /// Devices' positions in some of the ranges; between admins.
    case spaces(SpaceListing)
    /// What is on disk.
    case acknowledge(Acknowledgement)
    /// Whom the sender is connected to; between admins.
    case neighbours([NodeID])
    /// Where members can be dialled.
    case addresses([KnownAddress])
    /// Measures the path; asks for a pong.
    case probe(UInt64)
    /// Answers a probe.
    case pong(UInt64)
    /// Before the session is ended.
    case bye(ByeReason)
    /// A passing event, which may be passed on so often less one; to those whose hello says that they take them.
    case event(PassingEvent, hops: UInt8)

    /// The version of the protocol that this program speaks.
    package static let version: UInt8 = 1
}
