package import ReplicaCRDT
import ReplicaDocuments

/// What a node has of all that two nodes share, in one message that does not grow with what is stored: the frontiers of
/// `staff` and of `shop` (between admins) or of the one customer's space (with a device), and between admins two sums over all
/// customers' spaces. An admin's part in a customer's space comes with the `shop` part that names it, so only the
/// positions of customers' devices need a sum of their own.
package struct Positions: Equatable, Sendable {
    /// One space.
    package struct Part: Equatable, Sendable {
        /// Heads.
        package var frontier: Frontier
        /// The hash of the state at these heads.
        package var state: StateHash

        /// A part from its fields.
        package init(frontier: Frontier, state: StateHash) {
            self.frontier = frontier
            self.state = state
        }
    }

    /// Sums over all customers' spaces; between admins only.
    package struct Customers: Equatable, Sendable {
        /// Over the positions of customers' devices.
        package var devices: UInt128
        /// Over the hashes of the states.
        package var states: UInt128

        /// Sums from their fields.
        package init(devices: UInt128, states: UInt128) {
            self.devices = devices
            self.states = states
        }
    }

    /// `staff`.
    package var staff: Part
    /// `shop` between admins, else the customer's space.
    package var own: Part
    /// All customers' spaces; nil with a device.
    package var customers: Customers?
    /// The sum of the hashes of what waits in shared spaces.
    package var waitingSum: UInt128

    /// Positions from their fields.
    package init(staff: Part, own: Part, customers: Customers?, waitingSum: UInt128) {
        self.staff = staff
        self.own = own
        self.customers = customers
        self.waitingSum = waitingSum
    }

    /// The canonical bytes: flag 1 if between admins; replicas: count, 24 bytes each, ascending; then for `staff` and the own
    /// space: state hash 16, count, (index, seq, hash 16) each; [devices 16, states 16]; sum of waiting 16.
    package func encode(into writer: inout ByteWriter) {
        var replicas = Set(staff.frontier.positions.map(\.replica))
        replicas.formUnion(own.frontier.positions.map(\.replica))
        let table = replicas.sorted()
        writer.byte(customers == nil ? 0 : 1)
        writer.count(table.count)
        for replica in table { replica.encode(into: &writer) }
        for part in [staff, own] {
            writer.fixed128(part.state.sum)
            writer.count(part.frontier.positions.count)
            var index = 0
            for position in part.frontier.positions {
                while table[index] != position.replica { index += 1 }
                writer.count(index)
                writer.varint(position.seq)
                position.hash.encode(into: &writer)
            }
        }
        if let customers {
            writer.fixed128(customers.devices)
            writer.fixed128(customers.states)
        }
        writer.fixed128(waitingSum)
    }

    /// Reads the canonical bytes.
    package init(from reader: inout ByteReader) throws(DecodingFailure) {
        let start = reader.offset
        let flag = try reader.byte()
        guard flag <= 1 else { throw .malformed("positions", offset: start) }
        var table: [ReplicaID] = []
        for _ in 0..<(try reader.count(limit: MessageLimits.replicas)) {
            let replica = try ReplicaID(from: &reader)
            guard table.last.map({ $0 < replica }) ?? true else { throw .malformed("replicas", offset: start) }
            table.append(replica)
        }
        staff = try Part(from: &reader, table)
        own = try Part(from: &reader, table)
        customers =
            flag == 0 ? nil : Customers(devices: try reader.fixed128(), states: try reader.fixed128())
        waitingSum = try reader.fixed128()
    }
}

extension Positions.Part {
    fileprivate init(from reader: inout ByteReader, _ table: [ReplicaID]) throws(DecodingFailure) {
        state = StateHash(sum: try reader.fixed128())
        var positions: [Position] = []
        var last = -1
        for _ in 0..<(try reader.count(limit: table.count)) {
            let start = reader.offset
            let index = try reader.varint()
            guard index < UInt64(table.count), Int(index) > last else { throw .malformed("index", offset: start) }
            last = Int(index)
            let seq = try reader.varint()
            guard seq > 0 else { throw .malformed("seq", offset: start) }
            positions.append(Position(replica: table[last], seq: seq, hash: try DeltaHash(from: &reader)))
        }
        frontier = Frontier(positions)
    }
}
