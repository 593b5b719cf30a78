/// Several deltas, as the very bytes that their authors signed.
package struct DeltaBatch: Equatable, Sendable {
    /// Why they are sent.
    package enum Kind: UInt8, Sendable {
        /// Pushed as they were made.
        case live = 0
        /// A frame of a stream of what the receiver lacks, in the sender's order of application.
        case caughtUp = 1
        /// What waits at the sender for something else; the receiver may have it.
        case waiting = 2
    }

    /// Why they are sent.
    package var kind: Kind
    /// The number of the frame in its stream, from 1; 0 if live.
    package var number: UInt64
    /// Whether this frame ends its stream.
    package var isLast: Bool
    /// The deltas' bytes.
    package var bodies: [[UInt8]]

    /// A batch from its fields.
    package init(_ kind: Kind, number: UInt64 = 0, isLast: Bool = false, bodies: [[UInt8]]) {
        self.kind = kind
        self.number = number
        self.isLast = isLast
        self.bodies = bodies
    }
}
