import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip

/// Where durable events are kept: as one field of documents that are hidden from whoever counts documents. Two collections, since
/// a collection lives in one kind of space; their rules stand in the shop's rules like any other, so that nodes which know nothing
/// of events judge them alike, keep them and pass them on.
///
/// Each replica has so many slots a space, which are documents, and writes its next event into the slot of its oldest: so the state
/// is bounded, while each event is a row of the feed and a commit like any other.
enum EventCollection {
    /// Of events to all admins.
    static let shop = "event.shop"
    /// Of events to one customer and all admins.
    static let customer = "event.customer"
    /// The field that holds an event: a map of `id` (16 bytes), `name`, `payload` and, if there is one, `user`.
    static let field = "event"
    /// How many of its newest events a replica keeps readable in one space.
    static let slots = 1_000

    /// Their rules: admins publish to the shop, and each customer to its own space.
    static let rules = [
        CollectionRule(shop, in: .shop, fields: [FieldRule(field, .register)]),
        CollectionRule(customer, in: .customer, fields: [FieldRule(field, .register, writers: .everybody)]),
    ]

    /// Whether a collection holds events.
    static func contains(_ collection: String) -> Bool { collection == shop || collection == customer }

    /// The slot with a number.
    static func slot(_ number: Int, of replica: ReplicaID, in space: Space) -> DocumentAddress {
        DocumentAddress(space, DocumentKey(space == .shop ? shop : customer, "\(replica).\(number)"))
    }

    /// What is written into a slot.
    static func value(id: [UInt8], name: String, payload: Value, user: String) -> Value {
        let user = user.isEmpty ? [] : [("user", Value.text(user))]
        return .map(of: [("id", .bytes(id)), ("name", .text(name)), ("payload", payload)] + user)
    }

    /// What stands in a slot; nil if it is no event, since whoever may write the field may write anything into it.
    static func parts(of value: Value) -> (id: String, name: String, payload: Value, user: String)? {
        guard case .bytes(let id)? = value["id"], id.count == 16, case .text(let name)? = value["name"],
            PassingEvent.isName(name), let payload = value["payload"],
            let size = PassingEvent.bytes(of: payload), size <= PassingEvent.payloadBytes
        else { return nil }
        var user = ""
        if case .text(let text)? = value["user"], FormatLimits.isName(text, limit: FormatLimits.userBytes) {
            user = text
        }
        return (id.hexadecimalText, name, payload, user)
    }
}

extension CustomEvent {
    /// A passing event that has just arrived, or is just published.
    init(_ event: PassingEvent, receivedAtMilliseconds: Int64) {
        id = hexadecimal(UInt64(truncatingIfNeeded: event.id >> 64)) + hexadecimal(UInt64(truncatingIfNeeded: event.id))
        name = event.name
        payload = event.payload
        isDurable = false
        space = event.space
        node = event.publisher.description
        user = event.user
        madeAtMicroseconds = event.madeAtMicroseconds
        self.receivedAtMilliseconds = receivedAtMilliseconds
        isLive = true
    }

    /// A durable event in a row of the feed; nil if the change is none.
    init?(_ change: FeedRow.DocumentChange, in row: FeedRow) {
        guard EventCollection.contains(change.address.key.collection),
            let value = change.fields.first(where: { $0.path == EventCollection.field })?.after,
            let parts = EventCollection.parts(of: value)
        else { return nil }
        (id, name, payload) = (parts.id, parts.name, parts.payload)
        isDurable = true
        space = change.address.space
        node = row.replica.node.description
        user = row.user
        madeAtMicroseconds = row.madeAt.microseconds
        receivedAtMilliseconds = row.receivedMilliseconds
        isLive = row.isLive
    }

    /// A durable event in its slot; nil if there is none in the document.
    init?(_ document: ReplicaDocuments.Document, in space: Space) {
        guard let entry = RegisterReading(document.entries(EventCollection.field))?.shown,
            case .value(let value) = entry.payload, let parts = EventCollection.parts(of: value)
        else { return nil }
        (id, name, payload, user) = (parts.id, parts.name, parts.payload, parts.user)
        isDurable = true
        self.space = space
        node = entry.name.dot.replica.node.description
        madeAtMicroseconds = entry.stamp.microseconds
        receivedAtMilliseconds = nil
        isLive = false
    }
}
