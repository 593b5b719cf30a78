import ReplicaCRDT
import ReplicaDocuments

// Two admins whose sums over devices' positions differ: one tells its sums by 256 ranges, the other leads through the
// differing ranges, interval by interval, one listing each way at a time. At the end both stream what the other lacks.
extension Gossip {
    /// Whether an exchange is going on with a peer, and not for too long.
    func isExchanging(_ session: Session) -> Bool {
        session.exchange.map { now.monotonic - $0.startedAt < configuration.exchangePatience } ?? false
    }

    /// Tells the own ranges; the other will lead.
    func beginExchange(_ session: Session) {
        if isExchanging(session) { return }
        digests.refresh(from: store, by: crypto)
        session.exchange = RangeExchange(ranges: [], isLeading: false, startedAt: now.monotonic)
        send(.ranges(digests.ranges.map { UInt64(truncatingIfNeeded: $0 >> 64) }), to: session, by: .frame)
    }

    func takeRanges(_ theirs: [UInt64], from session: Session) {
        if isExchanging(session), session.exchange?.isLeading == true || node < session.node { return }
        digests.refresh(from: store, by: crypto)
        var bits = [UInt8](repeating: 0, count: MessageLimits.ranges / 8)
        for (index, sum) in digests.ranges.enumerated() where UInt64(truncatingIfNeeded: sum >> 64) != theirs[index] {
            bits[index / 8] |= 1 << UInt8(index % 8)
        }
        session.exchange = RangeExchange(ranges: bits, isLeading: true, startedAt: now.monotonic)
        sendListing(after: nil, to: session)
    }

    /// Sends the next listing of the interval after an id.
    private func sendListing(after: CustomerSpaceID?, to session: Session) {
        guard var exchange = session.exchange else { return }
        var listing = SpaceListing(isAnswer: false, ranges: exchange.ranges, after: after, through: nil, items: [])
        var bytes = 0
        for id in digests.ids[start(after)...] where listing.covers(id) {
            let frontier = store.devicesFrontier(.customer(id))
            if bytes > configuration.listingBytes || listing.items.count == MessageLimits.spaces {
                listing.through = listing.items.last?.space
                break
            }
            listing.items.append(.init(space: id, frontier: frontier))
            bytes += 17 + 43 * frontier.positions.count
        }
        exchange.sent = listing
        session.exchange = exchange
        send(.spaces(listing), to: session, by: .frame)
    }

    private func start(_ after: CustomerSpaceID?) -> Int {
        guard let after else { return 0 }
        return digests.ids.partition { $0 <= after }
    }

    func takeListing(_ listing: SpaceListing, from session: Session) {
        guard var exchange = session.exchange else { return }
        let theirs = Dictionary(listing.items.map { ($0.space, $0.frontier) }) { $1 }
        if listing.isAnswer {
            guard exchange.isLeading, exchange.sent?.after == listing.after else { return }
            for item in listing.items { addLacking(.customer(item.space), item.frontier, &exchange) }
            session.exchange = exchange
            if let through = listing.through { return sendListing(after: through, to: session) }
            return endExchange(session)
        }
        guard !exchange.isLeading else { return }
        exchange.ranges = listing.ranges
        var answer = SpaceListing(
            isAnswer: true, ranges: listing.ranges, after: listing.after, through: listing.through, items: [])
        let own = digests.ids[start(listing.after)...].prefix { id in listing.through.map { id <= $0 } ?? true }
        var bytes = 0
        var last: CustomerSpaceID?
        for id in Set(own).union(theirs.keys).sorted() where listing.covers(id) {
            if bytes > configuration.listingBytes || answer.items.count == MessageLimits.spaces {
                answer.through = last
                break
            }
            last = id
            let frontier = store.devicesFrontier(.customer(id))
            let other = theirs[id] ?? Frontier()
            guard frontier != other else { continue }
            bytes += 17 + 43 * frontier.positions.count
            addLacking(.customer(id), other, &exchange)
            answer.items.append(.init(space: id, frontier: frontier))
        }
        session.exchange = exchange
        send(.spaces(answer), to: session, by: .frame)
        if answer.through == nil { endExchange(session) }
    }

    private func addLacking(_ space: Space, _ theirs: Frontier, _ exchange: inout RangeExchange) {
        for position in store.devicesFrontier(space).positions {
            let seq = theirs.seq(of: position.replica)
            guard seq < position.seq else { continue }
            exchange.cursors[ChainName(space: space, replica: position.replica)] = .init(
                next: seq + 1, goal: position.seq)
        }
    }

    private func endExchange(_ session: Session) {
        guard let exchange = session.exchange else { return }
        session.exchange = nil
        do throws(ArchiveFailure) {
            try beginStream(to: session, exchange.cursors, isUrgent: false)
        } catch {
            alarm("the log can't be read: \(error.description)")
        }
    }
}
