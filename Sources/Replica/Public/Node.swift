import Foundation
import ReplicaCRDT
import ReplicaCrypto
public import ReplicaDocuments
import ReplicaStorage
import ReplicaTransport

/// One node of a shop: a directory with its own full copy of what it may hold, and the thread that owns it.
///
/// Reads and writes work alone; replicating is a separate, optional step (`start`). All reads and writes run one after another
/// on the node's own thread: a transaction's closure sees one moment and must not block. A write returns when it is on
/// disk (an fsync), and is visible to readers, the feed and other nodes only then.
public final class Node: Sendable {
    /// Where it lives.
    public let directory: String
    /// Its name, as it was given at its founding or joining.
    public let name: String
    /// Its id: 32 hexadecimal digits.
    public let id: String
    /// The shop's id: 64 hexadecimal digits.
    public let shopID: String
    /// Whether it is an admin's node, which holds all spaces.
    public let isAdmin: Bool
    /// The customer's space that it holds; nil on an admin's node.
    public let customerSpace: Space?

    let loop: NodeLoop<NodeCore>
    let doorbell: Doorbell
    let replica: ReplicaID

    private init(_ identity: NodeIdentity, directory: String, _ loop: NodeLoop<NodeCore>, _ doorbell: Doorbell) {
        self.directory = directory
        name = identity.name
        id = identity.replica.node.description
        shopID = identity.shop.description
        isAdmin = identity.holding.isAdmin
        if case .customer(let space) = identity.holding {
            customerSpace = .customer(space)
        } else {
            customerSpace = nil
        }
        self.loop = loop
        self.doorbell = doorbell
        replica = identity.replica
    }

    deinit { loop.end() }

    /// Opens the node of a directory that was founded or has joined.
    public static func open(at directory: String, schema: Schema) async throws -> Node {
        try await start(directory) { () throws(ReplicaError) in
            let file = try StorageFile.opened(directory)
            guard try NodeIdentity.exists(in: file) else { throw .notFound(directory: directory) }
            let identity = try NodeIdentity.load(directory: directory, from: file)
            let core = try NodeCore(directory: directory, identity: identity, file: file, schema: schema)
            try core.renewRules()
            return core
        }
    }

    /// Founds a shop in an empty directory: makes its root key, hands it out as the recovery code, and forgets it.
    public static func found(
        at directory: String, schema: Schema, name: String
    ) async throws -> (node: Node, recoveryCode: RecoveryCode) {
        let root = SigningKey()
        let node = try await start(directory) { () throws(ReplicaError) in
            try NodeCore.founding(directory: directory, schema: schema, name: name, root: root)
        }
        return (node, RecoveryCode(seed: root.seed))
    }

    /// Runs the node's thread; `make` is its first act, so that everything of the node is made, used and freed there.
    static func start(
        _ directory: String, _ make: @escaping @Sendable () throws(ReplicaError) -> NodeCore
    ) async throws -> Node {
        let doorbell = Doorbell()
        let loop = NodeLoop<NodeCore>(wake: { doorbell.ring() })
        return try await withCheckedThrowingContinuation { continuation in
            let thread = Thread {
                let core: NodeCore
                do throws(ReplicaError) { core = try make() } catch { return continuation.resume(throwing: error) }
                continuation.resume(returning: Node(core.identity, directory: directory, loop, doorbell))
                loop.run(core, wait: { $0.wait(doorbell) { loop.hasWork } }, finish: { try $0.finish() })
                core.close()
            }
            thread.name = "replica"
            thread.stackSize = 8 << 20
            thread.start()
        }
    }

    /// Ends the node: what was handed in before is done, sessions end, the directory is free for others when this returns.
    public func close() async {
        await withCheckedContinuation { continuation in
            let accepted = loop.submit { core in
                core.whenClosed.append { continuation.resume() }
                return { _ in }
            }
            if accepted { loop.end() } else { continuation.resume() }
        }
    }

    /// A key for an action that is to be offered here first.
    public func newOperation() -> OperationKey { OperationKey.random(for: replica) }

    /// Reads of one moment.
    public func read<T: Sendable>(_ body: @escaping @Sendable (Snapshot) throws -> T) async throws -> T {
        try await loop.perform { core in try body(Snapshot(store: core.store)) }
    }

    /// Writes one transaction. Returns when it is on disk; throws if a rule refuses it, and then nothing was changed.
    ///
    /// With an `operation`, a repetition changes nothing and returns the first result. A `dryRun` is judged by all rules and
    /// writes nothing: it throws what the write would throw now, or returns what it would return.
    public func write<T: Codable & Sendable>(
        as user: String = "", operation: OperationKey? = nil, dryRun: Bool = false,
        _ body: @escaping @Sendable (inout Transaction) throws -> T
    ) async throws -> Receipt<T> {
        let key = operation ?? newOperation()
        let done = try await loop.perform { core in
            try core.write(as: user, key, remembers: operation != nil, dryRun: dryRun, body)
        }
        return Receipt(
            value: done.value, operation: key, isRepetition: done.isRepetition, feedSeq: done.feedSeq,
            positions: done.positions, node: self)
    }

    func waitForReach(_ positions: [CommitRecord.Seen], count: Int, nanoseconds: UInt64) async throws -> Int {
        try await withCheckedThrowingContinuation { continuation in
            let accepted = loop.submit { core in
                let deadline = MonotonicClock.now.addingReportingOverflow(nanoseconds)
                core.reachWaiters.append(
                    ReachWaiter(
                        positions: positions, count: count,
                        deadline: deadline.overflow ? .max : deadline.partialValue,
                        answer: { continuation.resume(returning: $0) }))
                core.settleReach()
                return { _ in }
            }
            if !accepted { continuation.resume(throwing: ReplicaError.closed) }
        }
    }
}
