package import ReplicaDocuments

/// The first message of a session, each way.
package struct Hello: Equatable, Sendable {
    /// The lowest version of the protocol that the sender speaks.
    package var lowest: UInt8
    /// The highest version.
    package var highest: UInt8
    /// Bits: 1 the sender has no other session; 2 it takes passing events; 8 to 39 its wall clock in minutes since 1970, 0 if it does not tell. Unknown
    /// ones are ignored.
    package var capabilities: UInt64 = 0
    /// The sender's incarnation.
    package var incarnation: UInt64
    /// Random, new at each start of the process: two live sessions with one node id and two nonces are two copies.
    package var bootNonce: UInt64
    /// Below this order nothing is kept; always 0 in this version, which forgets nothing.
    package var floor: UInt64 = 0
    /// What the sender holds. An admin's says nothing of customers; a device names its own customer's space.
    package var holding: Holding
    /// The port at which the sender can be dialled; 0 for none.
    package var port: UInt16

    /// Whether the sender has no other session: room is made for it.
    package var isAlone: Bool {
        get { capabilities & 1 != 0 }
        set { capabilities = newValue ? capabilities | 1 : capabilities & ~1 }
    }

    /// Whether the sender takes passing events; older programs do not.
    package var takesEvents: Bool {
        get { capabilities & 2 != 0 }
        set { capabilities = newValue ? capabilities | 2 : capabilities & ~2 }
    }

    /// The sender's wall clock, minutes since 1970; 0 if it does not tell. At most 32 bits.
    package var wallMinutes: UInt64 {
        get { capabilities >> 8 & 0xFFFF_FFFF }
        set { capabilities = capabilities & ~(0xFFFF_FFFF << 8) | min(newValue, 0xFFFF_FFFF) << 8 }
    }

    /// Microseconds.
    static let minute: UInt64 = 60_000_000

    /// A hello from its fields.
    package init(
        lowest: UInt8 = Message.version, highest: UInt8 = Message.version, incarnation: UInt64, bootNonce: UInt64,
        holding: Holding, port: UInt16
    ) {
        self.lowest = lowest
        self.highest = highest
        self.incarnation = incarnation
        self.bootNonce = bootNonce
        self.holding = holding
        self.port = port
    }
}
