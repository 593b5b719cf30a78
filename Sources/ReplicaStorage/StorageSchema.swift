// The file `replica.sqlite`: SQLite 3, pages of 4,096 bytes, write-ahead log, one connection.
//
//   header      offset 60: user_version = number of the format (1); offset 68: application_id = 52 50 4C 43 "RPLC"
//
//   name        interned spaces, replicas, collections           delta       the log, in take-in order
//     id        integer key <──────────────┬──────────────────┐    ord       integer key, assigned by the node, ascending
//     bytes     the name, unique           │                  │    head      first 8 bytes of the hash, big-endian, indexed
//     sum       checksum of the row        │                  │    tail      the other 24
//                                          │                  ├─── space
//   document    materialised documents     │                  ├─── replica
//     doc       integer key <───────┐      │                  │    seq       number in the chain; (space, replica, seq)
//     space     ────────────────────┼──────┤                  │              indexed, not unique: forks are kept
//     collection────────────────────┼──────┘                  │    verdict   0 mostly; others indexed
//     id        the three: unique   │                         │    received  milliseconds since 1970
//     state     entries; NULL: not  │                         │    note      the node's remarks
//               there, only history │                         │    body      the signed delta; its digest is the hash
//     sum                           │                         │    sum       checksum of all but the body
//                                   │                         │
//   touch       a document's history│                         │  operation   results, by operation id
//     doc       ────────────────────┘                         │    id        key
//     ord       ──> delta.ord (the pair is the key)           │    result
//                                                             │    sum
//   feed        rows of the live feed                         │
//     seq       integer key, ascending                        │  record      small keyed state
//     row                                                     │    kind      which table of records, 0...255
//     sum                                                     │    key       (kind, key): the key
//                                                             │    value, sum
//
// Why so. A commit costs one sync and a 4 KiB page for each tree it changes, so there are few trees, and those that grow
// with every change (delta, feed) are appended to. The hash is split, so that its index holds 8 bytes a delta instead
// of 32 without storing anything twice; equal heads are told apart by the tail. A document keeps its integer for
// ever: a history entry is then two small integers. A delta that moves to the end of the order leaves
// history entries of its old place behind, which lead nowhere and are skipped; so places are never used twice.
//
// Every row carries a checksum (see RowChecksum), since SQLite does not notice flipped bits. A delta's body is checked
// against its hash instead, which also names it.

/// The format of the file: its marks and how it came to be.
package enum StorageSchema {
    /// The mark of our files at offset 68: "RPLC".
    package static let applicationID: UInt32 = 0x5250_4C43

    /// The file's name in its directory.
    package static let fileName = "replica.sqlite"

    /// All steps from an empty file to the present format, ascending.
    package static let migrations = [StorageMigration(version: 1, script: version1)]

    private static let version1: StaticString = """
        PRAGMA application_id=0x52504C43;
        PRAGMA user_version=1;
        CREATE TABLE name(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL, sum INTEGER NOT NULL) STRICT;
        CREATE UNIQUE INDEX name_bytes ON name(bytes);
        CREATE TABLE delta(
            ord INTEGER PRIMARY KEY, head INTEGER NOT NULL, tail BLOB NOT NULL, space INTEGER NOT NULL,
            replica INTEGER NOT NULL, seq INTEGER NOT NULL, verdict INTEGER NOT NULL, received INTEGER NOT NULL,
            note BLOB NOT NULL, sum INTEGER NOT NULL, body BLOB NOT NULL) STRICT;
        CREATE INDEX delta_head ON delta(head);
        CREATE INDEX delta_chain ON delta(space, replica, seq);
        CREATE INDEX delta_verdict ON delta(verdict) WHERE verdict <> 0;
        CREATE TABLE document(
            doc INTEGER PRIMARY KEY, space INTEGER NOT NULL, collection INTEGER NOT NULL, id BLOB NOT NULL,
            state BLOB, sum INTEGER NOT NULL) STRICT;
        CREATE UNIQUE INDEX document_key ON document(space, collection, id);
        CREATE TABLE touch(doc INTEGER NOT NULL, ord INTEGER NOT NULL, PRIMARY KEY(doc, ord)) STRICT, WITHOUT ROWID;
        CREATE TABLE feed(seq INTEGER PRIMARY KEY, row BLOB NOT NULL, sum INTEGER NOT NULL) STRICT;
        CREATE TABLE operation(id BLOB PRIMARY KEY, result BLOB NOT NULL, sum INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE record(
            kind INTEGER NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL, sum INTEGER NOT NULL,
            PRIMARY KEY(kind, key)) STRICT, WITHOUT ROWID;
        """
}
