package import ReplicaCRDT

/// One replica of a shop as a state machine: spaces, documents, chains, members, rules.
///
/// Deltas come in (`receive`) or are made here (`commit`); both go through one path: what a delta names must be here
/// (else it waits), then it is judged at its own context (applied, void or refused), then it takes effect. What must
/// be on disk is collected and handed over by `takeWrites`; the driver writes it before anybody sees or sends
/// anything of it. No clock, no chance, no disk in here: moments and random numbers are arguments, the past is read
/// through `Archive`.
///
/// A class, because a replica is one identity that a transaction borrows; it belongs to one thread.
///
/// Invariants: a chain's past covers its own numbers up to its head; every live entry's delta is covered by the frontier;
/// `hash` is the sum over live entries and void deltas (`checkInvariants()`).
package final class DocumentStore {
    /// The shop.
    package let shop: ShopID
    /// What this node holds.
    package let holding: Holding
    /// Who writes here.
    package let replica: ReplicaID
    /// Bounds.
    package let limits: StoreLimits

    let crypto: any DeltaCrypto
    let archive: any Archive

    /// The spaces that have anything in them.
    package internal(set) var spaces: [Space: SpaceState] = [:]
    /// The members.
    package internal(set) var membership = Membership()
    /// Forks found, in order.
    package internal(set) var forks: [Fork] = []
    /// Whether this replica's disk was rolled back or copied, as far as is known here: then it writes nothing any more.
    package internal(set) var isRolledBack = false
    /// Documents with a conflict that the readings know.
    package internal(set) var conflicted: Set<DocumentAddress> = []
    /// How many fields were found in conflict since the start, by what they are.
    package internal(set) var conflictsFound = ConflictCounts()
    /// The number of the feed's last row.
    package internal(set) var feedSeq: UInt64 = 0
    /// The last order number given.
    package internal(set) var lastOrder: Int64 = 0
    /// What each member has acknowledged, by space.
    package internal(set) var acknowledged: [NodeID: [Space: Frontier]] = [:]

    var rulesVersions: [RulesVersion] = []
    var waiting = WaitingRoom()
    var pending = PendingWrites()
    var indexes: FieldIndexes
    /// Whether the proof of a rollback is on disk, or will be with the next write.
    var isRollbackProven = false
    /// Positions of customers' devices that no own commit record names yet.
    var unseen: [Space: [ReplicaID: Position]] = [:]

    /// An empty replica. `indexed` lists fields by whose value documents are looked up.
    package init(
        shop: ShopID, replica: ReplicaID, holding: Holding, crypto: any DeltaCrypto, archive: any Archive,
        indexed: [FieldIndexes.Name] = [], limits: StoreLimits = StoreLimits()
    ) {
        self.shop = shop
        self.replica = replica
        self.holding = holding
        self.crypto = crypto
        self.archive = archive
        self.limits = limits
        indexes = FieldIndexes(indexed)
    }

    /// How many deltas wait.
    package var waitingCount: Int { waiting.items.count }

    /// How many bytes of waiting deltas count against an author's share.
    package func waitingBytes(of author: NodeID) -> Int { waiting.bytes(of: author) }

    /// Whether deltas wait for a newer version of this program.
    package var needsNewerProgram: Bool { !waiting.waiting(for: .program).isEmpty }

    /// The rules that hold now; nil before any are known, or if this program can't judge by them.
    package var rules: Rules? { newestRules?.rules }

    /// The newest version of the rules known here.
    var newestRules: RulesVersion? { rulesVersions.max { $0.precedes($1) } }

    /// The frontier of a space; empty for one that nobody has written.
    package func frontier(_ space: Space) -> Frontier { spaces[space]?.frontier ?? Frontier() }
}
