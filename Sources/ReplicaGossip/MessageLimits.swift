import ReplicaDocuments

/// Limits of one message. What exceeds them is malformed: honest nodes never send it.
package enum MessageLimits {
    /// Bytes of one frame: the largest delta and what stands around it.
    package static let frameBytes = FormatLimits.deltaBytes + 64 * 1024
    /// Bytes of one datagram, before sealing.
    package static let datagramBytes = 1_200
    /// Deltas in one batch.
    package static let deltas = 8_192
    /// Replicas named by one message of positions.
    package static let replicas = 1_024
    /// Waiting deltas named by one message of positions.
    package static let waiting = 1_024
    /// Spaces in one listing.
    package static let spaces = 8_192
    /// Ranges of customers' space ids: by their first byte.
    package static let ranges = 256
    /// Spaces in one acknowledgement.
    package static let acknowledged = 4_096
    /// Nodes in one list of neighbours.
    package static let neighbours = 1_024
    /// Addresses in one message.
    package static let addresses = 64
    /// How often an event may be passed on, the publisher's own sending included.
    package static let eventHops: UInt8 = 16
}
