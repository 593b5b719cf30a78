import Replica
import ReplicaShop

extension PanelOperation {
    static let insight: [PanelOperation] = [
        listConflicts, settleConflict, showEffects, listDecisions, takeBack, listRefusals, explainReference,
        auditNumbers,
        auditStock, auditSignatures, feed,
    ]

    static let listConflicts = PanelOperation(
        .get, "/api/conflicts", id: "listConflicts", "What could not be merged without loss and wants a decision",
        tag: .insight, parameters: [.filter(ShopFields.conflicts.names)],
        answers: [.init(.ok, "All of them.", .json(named: "ConflictList"))])

    static let settleConflict = PanelOperation(
        .post, "/api/conflicts/{id}", id: "settleConflict", "Decide a conflict",
        details: "The decision is a change like any other: it is recorded, and can be taken back.", tag: .insight,
        .writes,
        for: .admins("decide conflicts"), body: .json(named: "Keep"),
        answers: [.init(.ok, "It is decided.", .json(named: "Settled"))])

    static let explainReference = PanelOperation(
        .get, "/api/explain", id: "explain", "Why a value is what it is", tag: .insight,
        parameters: [
            .query(
                "ref",
                "`COLLECTION/KEY` or `COLLECTION/KEY.field`, as `product/PEN-01.stock` or `bill/2026-B-0042.payment`.",
                isRequired: true)
        ],
        answers: [.init(.ok, "Every write to the field, or to all fields.", .json(named: "Explanation"))])

    static let auditNumbers = PanelOperation(
        .get, "/api/audit/numbers", id: "auditNumbers", "Prove that no bill number is missing or doubled",
        tag: .insight,
        for: .admins("audit the numbers"),
        answers: [.init(.ok, "The proof, or the exact difference.", .json(named: "NumberAudit"))])

    static let auditStock = PanelOperation(
        .get, "/api/audit/stock", id: "auditStock", "Prove that levels equal their movements", tag: .insight,
        for: .admins("audit the stock"),
        answers: [.init(.ok, "The proof, or the exact difference.", .json(named: "StockAudit"))])

    static let auditSignatures = PanelOperation(
        .get, "/api/audit/signatures", id: "auditSignatures", "Prove who made each stored change",
        details: "Verifies the signature of every stored change, and that no change is missing in its author's chain.",
        tag: .insight, answers: [.init(.ok, "The proof, or what fails.", .json(named: "SignatureAudit"))])

    static let feed = PanelOperation(
        .get, "/api/feed", id: "followFeed", "Everything that changes, as it changes, in whole transactions",
        details: """
            Server-sent events. `welcome` comes first and names the position; on going on after a break it is `welcomeback`. Then one \
            `mutation` a transaction, whose id is its number on this node: 1, 2, 3, … without gaps. `reset` says that the \
            position asked for is not known here, and why. A comment with the last number is sent whenever a second passes \
            without an event. `disconnect` says why the stream ends. The data of a `mutation` has the shape `Mutation`. \
            A customer's node tells of what it holds. With `where` or `snapshot` the stream follows views: `appear`, `update` and \
            `disappear` then say what became of a document in the view, and `document` and `previous` are its rows after and before. A \
            snapshot is `snapshot-begin`, events `snapshot` of the shape `SnapshotPage`, and `snapshot-end`, all of one position, whose \
            number is the id of the last; what comes after it follows without a gap. A reader that is more than 1000 transactions behind \
            gets one `mutation` with the last state of each document, marked by `coalesced`; one that is very far behind gets `reset` \
            with the reason `behind`. A filter that can't be used ends its own view with an `error` event of the shape \
            `SubscriptionError`; the others go on. A custom event (see `POST /api/events/{name}`) comes as `custom`, whatever \
            `collection` says, with data of the shape `Custom`: a durable one has a number and an id as a `mutation` has, a passing \
            one has neither.
            """,
        tag: .insight,
        parameters: [
            OpenAPIParameter(
                "since", in: .query, "Begin after this number; 0 is the beginning of all. Without it, with what comes.",
                schema: ["type": "integer", "minimum": 0]),
            .flag(
                "standing", "Tell with `status` events, too, how the node stands to the others; each replaces the last."
            ),
            OpenAPIParameter(
                "Last-Event-ID", in: .header, "The same, as browsers send it when they connect again.",
                schema: ["type": "string", "maxLength": 20]),
            OpenAPIParameter(
                "collection", in: .query,
                "Only transactions that touch this collection, and only its documents. May be repeated.",
                schema: [
                    "type": "array", "maxItems": .integer(Int64(FeedLimits.maximumViews)),
                    "items": ["type": "string", "minLength": 1, "maxLength": 64],
                ]),
            OpenAPIParameter(
                "where", in: .query,
                "Only documents that meet this condition, in the language of the lists. May be repeated: the n-th belongs to the n-th "
                    + "`collection`, an empty one to all of it.",
                schema: [
                    "type": "array", "maxItems": .integer(Int64(FeedLimits.maximumViews)),
                    "items": ["type": "string", "maxLength": .integer(Int64(Filter.maximumLength))],
                ]),
            .flag(
                "snapshot",
                "Begin with the documents of the collections as they are, unless a position to go on after is given and known."
            ),
            .flag("every", "Tell every transaction, however far behind; not with `where` or `snapshot`."),
        ],
        answers: [.init(.ok, "The stream.", .events)])
}
