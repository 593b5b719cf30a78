import Replica
import ReplicaShop

/// Turns rows of the feed into events: with the names that people know, and what kind of thing happened.
actor FeedRenderer {
    /// Records of the format itself that tell people nothing.
    private static let internalCollections: Set<String> = ["root", "rules", "revocation", "cut", "release"]

    private let shop: ShopNode
    private let collections: Set<String>?
    private var names: [String: String] = [:]

    /// With `collections`, rows that touch none of them are left out, and others show only those.
    init(_ shop: ShopNode, collections: Set<String>?) {
        self.shop = shop
        self.collections = collections
    }

    /// The events of rows, in order.
    func events(_ told: FeedRows) async throws -> [ServerSentEvent] {
        let page = told.rows
        let touched = page.map { row in row.documents.filter { isShown($0.reference.collection) } }
        let references = Set(touched.joined().map(\.reference))
        let own = shop.node.id
        let (situations, messages) = try await shop.node.read { snapshot in
            let situations = Dictionary(uniqueKeysWithValues: references.map { ($0, FeedSituation($0, in: snapshot)) })
            let messages = page.map { row -> [PanelMessage] in
                // Steps that were summed up are told by none of them: the list of messages has kept each.
                if told.coalesced != nil { return [] }
                return PanelMessage.all(of: row, isOwn: row.node == own, in: snapshot) { change in
                    situations[change.reference]?.types(of: change) ?? []
                }
            }
            return (situations, messages)
        }
        var events: [ServerSentEvent] = []
        for (index, ((row, documents), messages)) in zip(zip(page, touched), messages).enumerated() {
            if row.documents.contains(where: { $0.reference.collection == "member" }) { names = [:] }
            let name = try await self.name(of: row.node)
            let viewed = told.viewed?[index]
            let isTold =
                viewed.map { !$0.isEmpty } ?? (!documents.isEmpty || (collections == nil && row.events.isEmpty))
            for (place, event) in row.events.enumerated() {
                var data = JSON(event, nodeName: try await self.name(of: event.node), own: own)
                data["seq"] = JSON(row.seq)
                let isLast = !isTold && place == row.events.count - 1
                events.append(FeedEvent.custom(data, id: isLast ? row.seq : nil))
            }
            guard isTold else { continue }
            var data = Self.json(row, documents, name, own, situations)
            data["messages"] = .array(messages.map(\.json))
            if let viewed { data["documents"] = .array(viewed.map(\.json)) }
            data["transactionTotalEvents"] = JSON(viewed?.count ?? documents.count)
            if let coalesced = told.coalesced { data["coalesced"] = coalesced.json }
            events.append(FeedEvent.mutation(row.seq, data))
        }
        return events
    }

    /// A passing event.
    func event(_ event: CustomEvent) async throws -> ServerSentEvent {
        FeedEvent.custom(JSON(event, nodeName: try await name(of: event.node), own: shop.node.id))
    }

    private func isShown(_ collection: String) -> Bool {
        collections?.contains(collection) ?? !Self.internalCollections.contains(collection)
    }

    private func name(of node: String) async throws -> String {
        if let name = names[node] { return name }
        let name = try await shop.node.memberName(node)
        names[node] = name
        return name
    }

    private static func json(
        _ row: FeedTransaction, _ documents: [FeedTransaction.DocumentChange], _ name: String, _ own: String,
        _ situations: [DocumentReference: FeedSituation]
    ) -> JSON {
        var types: [String] = []
        for document in documents {
            for type in situations[document.reference]?.types(of: document) ?? [] where !types.contains(type) {
                types.append(type)
            }
        }
        var data: JSON = [
            "seq": JSON(row.seq), "node": .string(row.node), "nodeName": .string(name), "own": .bool(row.node == own),
            "user": .string(row.user), "madeAt": JSON(microseconds: row.madeAtMicroseconds),
            "receivedAt": JSON(milliseconds: row.receivedAtMilliseconds), "live": .bool(row.isLive),
            "types": .array(types.map { .string($0) }),
            "documents": .array(documents.map { json($0, situations[$0.reference]) }),
        ]
        if let operation = row.operation { data["operation"] = .string(operation.description) }
        return data
    }

    private static func json(_ document: FeedTransaction.DocumentChange, _ situation: FeedSituation?) -> JSON {
        var data = JSON(document.reference, key: situation?.key)
        data["change"] = .string(document.change.rawValue)
        data["fields"] = .array(document.fields.map { JSON($0) })
        return data
    }
}

extension FeedTransaction.DocumentChange {
    /// What became of the document, in the words of the panel.
    enum Kind: String {
        case appear, update, disappear
    }

    /// What became of it.
    var change: Kind { isDeletion ? .disappear : isNew ? .appear : .update }
}
