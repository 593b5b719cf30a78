import Replica
import ReplicaShop

/// What a row of the feed made of one document in one view.
struct ViewedDocument: Sendable {
    /// The view's number.
    let subscription: Int
    /// The document.
    let reference: DocumentReference
    /// What people call it.
    let key: String?
    /// Its row before, if it was in the view.
    let before: ShopRow?
    /// Its row after, if it is in the view; also of a document that left the view and is still there.
    let after: ShopRow?
    /// What became of it in the view.
    let change: FeedTransaction.DocumentChange.Kind
    /// The document's own fields that changed. What is recorded on a bill changes its row and none of its fields.
    let fields: [FeedTransaction.FieldChange]

    /// What rows made of the documents of views, row by row. The rows are the feed's last before the snapshot, none left out: so each
    /// document is seen as it was before and after each row. O(touched documents × views).
    static func all(
        of rows: [FeedTransaction], in subscriptions: [(number: Int, view: ShopView)], _ snapshot: Snapshot, today: Day
    ) -> [[ViewedDocument]] {
        let collections = Set(subscriptions.map(\.view.collection))
        var moment = ShopMoment(snapshot, today: today)
        var found: [[ViewedDocument]] = []
        for row in rows.reversed() {
            var owners: [DocumentReference] = []
            for document in row.documents {
                guard let owner = moment.owner(of: document.reference), collections.contains(owner.collection),
                    !owners.contains(owner)
                else { continue }
                owners.append(owner)
            }
            let after = owners.map { moment.row($0) }
            moment.undo(row)
            let before = owners.map { moment.row($0) }
            var viewed: [ViewedDocument] = []
            for (index, owner) in owners.enumerated() {
                let fields = row.documents.first { $0.reference == owner }?.fields ?? []
                let key = DocumentKeys.key(of: owner, in: snapshot)
                for (number, view) in subscriptions where view.collection == owner.collection {
                    let wasIn = before[index].map(view.admits) ?? false
                    let isIn = after[index].map(view.admits) ?? false
                    guard wasIn || isIn else { continue }
                    viewed.append(
                        ViewedDocument(
                            subscription: number, reference: owner, key: key, before: wasIn ? before[index] : nil,
                            after: after[index], change: wasIn ? (isIn ? .update : .disappear) : .appear, fields: fields
                        ))
                }
            }
            found.append(viewed)
        }
        return found.reversed()
    }

    /// In the shape of the interface.
    var json: JSON {
        var json = JSON(reference, key: key)
        json["subscription"] = JSON(subscription)
        json["change"] = .string(change.rawValue)
        json["fields"] = .array(fields.map { JSON($0) })
        json["document"] = after.map { JSON($0) } ?? .null
        json["previous"] = before.map { JSON($0) } ?? .null
        return json
    }
}
