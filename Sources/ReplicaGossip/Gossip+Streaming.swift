import ReplicaCRDT
import ReplicaDocuments

// Streaming what a peer lacks: from the log, in the own order of application, in frames within a window. After a cut the next
// comparison finds how far it came, and nothing of that is sent again.
extension Gossip {
    /// Starts a stream of what a peer lacks by its last report, and of `more` chains; nothing if one is running, or lately
    /// changed nothing. What was just pushed counts as under way unless it `isUrgent`: the peer saw a gap.
    func beginStream(
        to session: Session, _ more: [ChainName: OutgoingStream.Cursor], isUrgent: Bool
    ) throws(ArchiveFailure) {
        guard session.stream == nil, let shared = session.shared, session.restUntil <= now.monotonic else { return }
        var cursors = more
        var waiting: [Delta] = []
        if let report = session.theirs {
            for space in [Space.staff, ownSpace(shared)] {
                let theirs = space == .staff ? report.positions.staff : report.positions.own
                for position in store.frontier(space).positions {
                    let name = ChainName(space: space, replica: position.replica)
                    guard let cursor = try missing(position, space, theirs.frontier, session) else { continue }
                    if !isUrgent, session.unconfirmed.covers(name, after: cursor.next - 1) { continue }
                    cursors[name] = cursor
                }
            }
            waiting = try waitingToPassOn(report, session, shared)
        }
        guard !cursors.isEmpty || !waiting.isEmpty else { return }
        noteStream(session)
        session.stream = OutgoingStream(
            cursors: cursors, theirWaiting: Set(session.theirs?.waiting ?? []), waiting: waiting)
        session.streamProgress = now.monotonic
        fill(session)
    }

    /// A peer that streams don't change is streamed to more and more rarely.
    private func noteStream(_ session: Session) {
        guard let report = session.theirs else { return }
        let theirs = digest(of: report.positions)
        let times = session.fruitless.map { $0.theirs == theirs ? min($0.times + 1, 16) : 0 } ?? 0
        session.fruitless = (theirs, times)
        let pause = min(configuration.compareInterval << UInt64(times), configuration.compareQuiet)
        session.restUntil = times == 0 ? 0 : now.monotonic + pause
    }

    /// What a peer lacks of one chain. If its head is another delta than ours of that number, our own is shown once: the proof
    /// of a fork.
    private func missing(
        _ head: Position, _ space: Space, _ theirs: Frontier, _ session: Session
    ) throws(ArchiveFailure) -> OutgoingStream.Cursor? {
        guard let position = theirs[head.replica] else { return .init(next: 1, goal: head.seq) }
        guard position.seq <= head.seq else { return nil }
        let isFork = try store.countedHash(space, position.replica, position.seq) != position.hash
        if isFork, session.shownForks.count < Session.forksShown, session.shownForks.insert(head).inserted {
            return .init(next: position.seq, goal: head.seq)
        }
        return isFork || position.seq == head.seq ? nil : .init(next: position.seq + 1, goal: head.seq)
    }

    /// What waits here and may not wait there: signed by its author, not named by the peer.
    private func waitingToPassOn(
        _ report: PositionsReport, _ session: Session, _ shared: Holding
    ) throws(ArchiveFailure) -> [Delta] {
        guard positions(for: session).positions.waitingSum != report.positions.waitingSum else { return [] }
        let theirs = Set(report.waiting)
        var bytes = 0
        return store.waitingDeltas(limit: MessageLimits.waiting, in: shared.includes).filter { delta in
            guard !theirs.contains(delta.hash), !session.knows(delta), bytes < configuration.windowBytes,
                let key = store.membership.key(of: delta.replica.node),
                crypto.verify(delta.signature, of: delta.signedMessage(shop: store.shop), by: key)
            else { return false }
            bytes += delta.bytes.count
            return true
        }
    }

    /// Sends as many frames of a peer's stream as its window allows.
    func fill(_ session: Session) {
        guard var stream = session.stream else { return }
        session.stream = nil
        do throws(ArchiveFailure) {
            while !stream.isComplete, stream.unansweredBytes < configuration.windowBytes {
                let batch = try nextBatch(&stream)
                let bytes = Message.deltas(batch).encoded
                stream.unanswered.append(.init(number: batch.number, bytes: bytes.count))
                counters.streamedDeltas += UInt64(batch.bodies.count)
                send(bytes, to: session, by: .frame)
            }
        } catch {
            alarm("the log can't be read: \(error.description)")
            return close(session, .fault)
        }
        if !stream.isComplete || !stream.unanswered.isEmpty { session.stream = stream }
    }

    private func nextBatch(_ stream: inout OutgoingStream) throws(ArchiveFailure) -> DeltaBatch {
        stream.frames += 1
        var batch = DeltaBatch(.caughtUp, number: stream.frames, bodies: [])
        var bytes = 0
        while bytes < configuration.frameBytes, batch.bodies.count < MessageLimits.deltas {
            guard let delta = try stream.next(from: archive) else {
                if stream.waiting.isEmpty {
                    stream.isComplete = true
                    batch.isLast = true
                } else if batch.bodies.isEmpty {
                    batch.kind = .waiting
                    batch.bodies = stream.waiting.map(\.bytes)
                    batch.isLast = true
                    stream.waiting = []
                    stream.isComplete = true
                }
                return batch
            }
            if bytes > 0, bytes + delta.bytes.count > configuration.frameBytes {
                stream.ready = [delta] + stream.ready
                break
            }
            batch.bodies.append(delta.bytes)
            bytes += delta.bytes.count + 4
        }
        return batch
    }
}
