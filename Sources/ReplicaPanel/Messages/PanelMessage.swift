import Replica
import ReplicaShop

/// What a person is told of a transaction: in a toast as it happens, and in the list of messages afterwards. The page finds the words.
struct PanelMessage: Sendable {
    /// What happened.
    enum Kind: String, CaseIterable {
        case newBill = "bill.new"
        case billState = "bill.state"
        case voidBill = "bill.void"
        case changedBill = "bill.changed"
        case credit = "bill.credited"
        case payment = "payment.recorded"
        case question = "question.asked"
        case answer = "question.answered"
        case newProduct = "product.new"
        case changedProduct = "product.changed"
        case newCustomer = "customer.new"
        case changedCustomer = "customer.changed"
        case computer = "computer.joined"
        case settings = "settings.changed"
        case low = "stock.low"
        case belowZero = "stock.below-zero"
        case recovered = "stock.recovered"
    }

    let kind: Kind
    /// What it happened to.
    let reference: DocumentReference
    /// What people call that.
    let key: String?
    /// A customer's, product's or computer's name.
    var name: String?
    /// A bill's total, or a payment's amount.
    var amount: Money?
    /// The state of a bill's payment, in the words of the interface.
    var state: String?
    /// A product's level.
    var level: Int64?

    /// In the shape of the interface.
    var json: JSON {
        var json = JSON(reference, key: key)
        json["kind"] = .string(kind.rawValue)
        if let name { json["name"] = .string(name) }
        if let amount { json["amount"] = JSON(amount) }
        if let state { json["state"] = .string(state) }
        if let level { json["level"] = .integer(level) }
        return json
    }
}

extension PanelMessage {
    /// What a transaction tells: at most one thing that somebody else did, and the thresholds that it crossed, whoever made it.
    /// - Parameter types: what the feed calls the changes of a document.
    static func all(
        of row: FeedTransaction, isOwn: Bool, in snapshot: Snapshot, types: (FeedTransaction.DocumentChange) -> [String]
    ) -> [PanelMessage] {
        var messages: [PanelMessage] = []
        if !isOwn, let deed = MessageReading(row, snapshot).deed() { messages.append(deed) }
        for change in row.documents
        where change.reference.collection == ShopCollection.product && !change.isDeletion {
            let alerts = types(change).compactMap(Kind.init(rawValue:)).filter(\.isAlert)
            // Who hears that it is below zero knows that it is low.
            for kind in alerts where kind != .low || !alerts.contains(.belowZero) {
                let product = snapshot.document(change.reference)
                var message = PanelMessage(
                    kind: kind, reference: change.reference, key: DocumentKeys.key(of: change.reference, in: snapshot))
                message.name = product?["name"]?.text
                message.level = change.fields.last { $0.path == "stock" }?.after?.integer
                messages.append(message)
            }
        }
        return messages
    }
}

extension PanelMessage.Kind {
    /// It tells of a crossed threshold.
    fileprivate var isAlert: Bool { self == .low || self == .belowZero || self == .recovered }
}
