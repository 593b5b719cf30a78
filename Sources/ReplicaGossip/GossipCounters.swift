/// What the protocol counted since the start.
package struct GossipCounters: Equatable, Sendable {
    /// Frames and datagrams sent.
    package var framesOut: UInt64 = 0
    package var datagramsOut: UInt64 = 0
    /// Frames that did not decode or were out of place; each ended its session.
    package var malformedFrames: UInt64 = 0
    /// Datagrams that did not decode or were out of place; dropped.
    package var malformedDatagrams: UInt64 = 0
    /// Deltas that a peer may not send, or whose version is unknown here.
    package var strayDeltas: UInt64 = 0
    package var unknownDeltas: UInt64 = 0
    /// Deltas that the store refused.
    package var refusedDeltas: UInt64 = 0
    /// Deltas pushed, passed on, and streamed.
    package var pushedDeltas: UInt64 = 0
    package var forwardedDeltas: UInt64 = 0
    package var streamedDeltas: UInt64 = 0
    /// Comparisons asked for; and of those that peers asked for, how many found no difference and one.
    package var comparisons: UInt64 = 0
    package var agreements: UInt64 = 0
    package var differences: UInt64 = 0
    /// Beacons that were checked, and those of another shop or of an unknown audience.
    package var beaconsChecked: UInt64 = 0
    package var beaconsForeign: UInt64 = 0
    /// Passing events sent, counted per peer; taken; and dropped for being too many, out of place or not genuine.
    package var eventsOut: UInt64 = 0
    package var eventsIn: UInt64 = 0
    package var eventsDropped: UInt64 = 0
    /// Alarms raised.
    package var alarms: UInt64 = 0

    /// Nothing yet.
    package init() {}
}
