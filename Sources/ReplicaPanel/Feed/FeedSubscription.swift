import Replica
import ReplicaShop

/// One view that a reader of the feed follows: the n-th `collection` with the n-th `where`.
struct FeedSubscription: Sendable {
    /// Its number among the reader's, from 0.
    let number: Int
    /// The collection.
    let collection: String
    /// What it shows, or why it can't.
    let view: Result<ShopView, HTTPFailure>

    /// Reads a filter for a collection. A filter that can't be used ends this subscription alone.
    init(_ number: Int, _ collection: String, where text: String?, known: [String]?) {
        self.number = number
        self.collection = collection
        view = Result { () throws(HTTPFailure) in
            guard known != nil else { throw Self.unknown(collection) }
            do throws(FilterError) {
                let filter = try text.map { (text) throws(FilterError) in try Filter(text) }
                return try ShopView(collection, where: filter, known: known)
            } catch { throw HTTPFailure(error) }
        }
    }

    private static func unknown(_ collection: String) -> HTTPFailure {
        let nearest = Suggestion.closest(to: collection, in: ShopCollection.all)
        return HTTPFailure(
            .badRequest, code: "bad-parameter", "There is no collection of this name.",
            hint: (nearest.map { "Did you mean \($0)? " } ?? "")
                + "There are \(ShopCollection.all.joined(separator: ", ")).",
            field: "collection")
    }
}
