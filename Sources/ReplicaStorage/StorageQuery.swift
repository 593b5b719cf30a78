/// Every statement that runs more than once, prepared when the file is opened: a table that is missing shows at once.
enum StorageQuery: Int, CaseIterable {
    case begin, commit, rollback
    case nameByBytes, nameByID, nextName, insertName
    case deltaPlaces, deleteDelta, insertDelta, deltasByHead, chain, inOrder, byVerdict, history, lastOrder
    case documentByKey, insertDocument, updateDocument, removeDocument, documentState, documents, documentsInSpace
    case documentsInCollection
    case insertTouch
    case insertFeed, forgetFeed, feedAfter, feedFirst, feedLast
    case insertOperation, operation, operations
    case insertRecord, deleteRecord, record, records

    /// The text; values are parameters.
    var sql: StaticString {
        switch self {
        case .begin: "BEGIN IMMEDIATE"
        case .commit: "COMMIT"
        case .rollback: "ROLLBACK"
        case .nameByBytes: "SELECT id FROM name WHERE bytes = ?"
        case .nameByID: "SELECT bytes, sum FROM name WHERE id = ?"
        case .nextName: "SELECT ifnull(max(id), 0) + 1 FROM name"
        case .insertName: "INSERT INTO name(id, bytes, sum) VALUES(?, ?, ?)"
        case .deltaPlaces: "SELECT ord, tail FROM delta WHERE head = ?"
        case .deleteDelta: "DELETE FROM delta WHERE ord = ?"
        case .insertDelta:
            """
            INSERT INTO delta(ord, head, tail, space, replica, seq, verdict, received, note, sum, body)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        case .deltasByHead:
            """
            SELECT ord, head, tail, space, replica, seq, verdict, received, note, sum, body FROM delta
            WHERE head = ? ORDER BY ord
            """
        case .chain:
            """
            SELECT ord, head, tail, space, replica, seq, verdict, received, note, sum, body FROM delta
            WHERE space = ? AND replica = ? AND (seq, ord) > (?, ?) ORDER BY seq, ord
            """
        case .inOrder:
            """
            SELECT ord, head, tail, space, replica, seq, verdict, received, note, sum, body FROM delta
            WHERE ord > ? ORDER BY ord
            """
        case .byVerdict:
            """
            SELECT ord, head, tail, space, replica, seq, verdict, received, note, sum, body FROM delta
            WHERE verdict <> 0 AND verdict = ? AND ord > ? ORDER BY ord
            """
        case .history:
            """
            SELECT delta.ord, head, tail, space, replica, seq, verdict, received, note, sum, body
            FROM touch CROSS JOIN delta ON delta.ord = touch.ord
            WHERE touch.doc = ? AND touch.ord < ? ORDER BY touch.ord DESC
            """
        case .lastOrder: "SELECT max(ord) FROM delta"
        case .documentByKey: "SELECT doc FROM document WHERE space = ? AND collection = ? AND id = ?"
        case .insertDocument: "INSERT INTO document(space, collection, id, sum, state) VALUES(?, ?, ?, ?, ?)"
        case .updateDocument: "UPDATE document SET sum = ?, state = ? WHERE doc = ?"
        case .removeDocument: "UPDATE document SET sum = ?, state = NULL WHERE doc = ?"
        case .documentState:
            "SELECT space, collection, id, sum, state FROM document WHERE space = ? AND collection = ? AND id = ?"
        case .documents: "SELECT space, collection, id, sum, state FROM document WHERE state IS NOT NULL ORDER BY doc"
        case .documentsInSpace:
            """
            SELECT space, collection, id, sum, state FROM document
            WHERE state IS NOT NULL AND space = ? ORDER BY space, collection, id
            """
        case .documentsInCollection:
            """
            SELECT space, collection, id, sum, state FROM document
            WHERE state IS NOT NULL AND space = ? AND collection = ? ORDER BY space, collection, id
            """
        case .insertTouch: "INSERT OR IGNORE INTO touch(doc, ord) VALUES(?, ?)"
        case .insertFeed: "INSERT INTO feed(seq, row, sum) VALUES(?, ?, ?)"
        case .forgetFeed: "DELETE FROM feed WHERE seq <= ?"
        case .feedAfter: "SELECT seq, row, sum FROM feed WHERE seq > ? ORDER BY seq"
        case .feedFirst: "SELECT seq FROM feed ORDER BY seq LIMIT 1"
        case .feedLast: "SELECT seq FROM feed ORDER BY seq DESC LIMIT 1"
        case .insertOperation: "INSERT OR REPLACE INTO operation(id, result, sum) VALUES(?, ?, ?)"
        case .operation: "SELECT result, sum FROM operation WHERE id = ?"
        case .operations: "SELECT id, result, sum FROM operation"
        case .insertRecord: "INSERT OR REPLACE INTO record(kind, key, value, sum) VALUES(?, ?, ?, ?)"
        case .deleteRecord: "DELETE FROM record WHERE kind = ? AND key = ?"
        case .record: "SELECT value, sum FROM record WHERE kind = ? AND key = ?"
        case .records: "SELECT key, value, sum FROM record WHERE kind = ? ORDER BY key"
        }
    }
}
