package import ReplicaCRDT
package import ReplicaDocuments

/// What a node has on disk, of spaces where that changed since its last report.
package struct Acknowledgement: Equatable, Sendable {
    /// One space.
    package struct Item: Equatable, Sendable {
        /// Which.
        package var space: Space
        /// Whether `frontier` replaces what was reported before, also downwards; else it adds to it.
        package var replaces: Bool
        /// The positions.
        package var frontier: Frontier

        /// An item from its fields.
        package init(space: Space, replaces: Bool, frontier: Frontier) {
            self.space = space
            self.replaces = replaces
            self.frontier = frontier
        }
    }

    /// Who has it; nil for the sender itself. Admins pass on what others told them, to admins.
    package var about: NodeID?
    /// The spaces.
    package var items: [Item]

    /// A report from its fields.
    package init(about: NodeID?, items: [Item]) {
        self.about = about
        self.items = items
    }

    func encode(into writer: inout ByteWriter) {
        writer.byte(about == nil ? 0 : 1)
        if let about { writer.raw(about.bytes) }
        writer.count(items.count)
        for item in items {
            item.space.encode(into: &writer)
            writer.byte(item.replaces ? 1 : 0)
            item.frontier.encode(into: &writer)
        }
    }

    init(from reader: inout ByteReader) throws(DecodingFailure) {
        let start = reader.offset
        let flag = try reader.byte()
        guard flag <= 1 else { throw .malformed("acknowledgement", offset: start) }
        about = flag == 0 ? nil : try NodeID(from: &reader)
        items = []
        for _ in 0..<(try reader.count(limit: MessageLimits.acknowledged)) {
            let space = try Space(from: &reader)
            let replaces = try reader.byte()
            guard replaces <= 1 else { throw .malformed("acknowledgement", offset: start) }
            items.append(
                Item(
                    space: space, replaces: replaces == 1,
                    frontier: try Frontier(from: &reader, limit: MessageLimits.replicas)))
        }
    }
}
