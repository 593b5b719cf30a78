/// How the connection to one peer was at a moment.
public struct QualitySample: Hashable, Sendable {
    /// When it was measured, milliseconds since 1970 by this node's clock.
    public let atMilliseconds: Int64
    /// Smoothed round trip; nil while there is no session, and before the first measurement.
    public let roundTripSeconds: Double?
    /// The share of the last probes that was lost, 0 to 1; nil while there is no session.
    public let loss: Double?
    /// How many of this node's own changes it was not known to have on disk.
    public let pendingChanges: UInt64
    /// How long the oldest of them had been on its way, since this node's start at the earliest; 0 without pending changes, nil if
    /// it is not known.
    public let lagSeconds: Double?
    /// How long it took on average from a write here to its acknowledgement by that peer, of what was acknowledged since the last
    /// sample and was written while it was connected; nil if there was nothing.
    public let convergeSeconds: Double?
}
