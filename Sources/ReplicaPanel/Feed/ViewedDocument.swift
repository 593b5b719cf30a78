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
            let touched = Self.owners(in: row, collections, moment)
            let after = touched.map { moment.row($0.owner) }
            moment.undo(row)
            let before = touched.map { moment.row($0.owner) }
            var viewed: [ViewedDocument] = []
            for (index, (owner, fields)) in touched.enumerated() {
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

    /// The documents of some collections whose rows a transaction touches, with the changes of their own fields, in order.
    private static func owners(
        in row: FeedTransaction, _ collections: Set<String>, _ moment: ShopMoment
    ) -> [(owner: DocumentReference, fields: [FeedTransaction.FieldChange])] {
        var places: [DocumentReference: Int] = [:]
        var owners: [(owner: DocumentReference, fields: [FeedTransaction.FieldChange])] = []
        for document in row.documents {
            guard let owner = moment.owner(of: document.reference), collections.contains(owner.collection) else {
                continue
            }
            let fields = owner == document.reference ? document.fields : []
            if let place = places[owner] {
                owners[place].fields += fields
            } else {
                places[owner] = owners.count
                owners.append((owner, fields))
            }
        }
        return owners
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
