import ReplicaCRDT
import ReplicaDocuments

// Comparing: 16 bytes of digest first; positions only if they differ; ranges of customers' spaces only if those differ.
extension Gossip {
    /// The own positions in what is shared with a peer, and their digest.
    func positions(for session: Session) -> (positions: Positions, digest: UInt128) {
        let cached = session.shared == .everything ? sharedByAdmins : session.cached
        if let cached, cached.version == version { return (cached.positions, cached.digest) }
        let positions = computePositions(session.shared ?? store.holding)
        let digest = digest(of: positions)
        if session.shared == .everything {
            sharedByAdmins = (version, positions, digest)
        } else {
            session.cached = (version, positions, digest)
        }
        return (positions, digest)
    }

    /// Names positions by 16 bytes.
    func digest(of positions: Positions) -> UInt128 {
        var writer = ByteWriter(capacity: 1_024)
        positions.encode(into: &writer)
        return crypto.hash(writer.bytes).number
    }

    private func computePositions(_ shared: Holding) -> Positions {
        var customers: Positions.Customers?
        if shared == .everything {
            digests.refresh(from: store, by: crypto)
            customers = .init(devices: digests.devices, states: digests.states)
        }
        return Positions(
            staff: part(.staff), own: part(ownSpace(shared)), customers: customers,
            waitingSum: store.waitingSum(in: shared.includes))
    }

    private func part(_ space: Space) -> Positions.Part {
        .init(frontier: store.frontier(space), state: store.spaces[space]?.hash ?? StateHash())
    }

    /// The space beside `staff` whose positions are told as such.
    func ownSpace(_ shared: Holding) -> Space {
        switch shared {
        case .everything: .shop
        case .customer(let id): .customer(id)
        }
    }

    /// Asks a peer whether it has the same.
    func compare(with session: Session, by path: Path) {
        session.compareDue = nil
        guard session.shared != nil else { return }
        let digest = positions(for: session).digest
        let sequence = session.nextSequence()
        let isDurable = isDurable(session)
        session.comparison = .init(sequence: sequence, digest: digest, version: version, isDurable: isDurable)
        session.lastCompared = now.monotonic
        if path != .frame {
            session.probes.sent(sequence, at: now.monotonic, patience: configuration.probeInterval)
        }
        counters.comparisons += 1
        send(.compare(sequence: sequence, digest: digest, isDurable: isDurable), to: session, by: path)
    }

    func takeComparison(_ sequence: UInt64, _ digest: UInt128, isDurable: Bool, from session: Session) {
        session.lastCompared = now.monotonic
        if positions(for: session).digest == digest {
            counters.agreements += 1
            send(.agreed(sequence: sequence, isDurable: self.isDurable(session)), to: session, by: .datagram)
            agree(with: session, isDurable: isDurable)
        } else {
            counters.differences += 1
            report(to: session, answers: sequence, asksBack: true, by: .datagram)
        }
    }

    func takeAgreement(_ sequence: UInt64, isDurable: Bool, from session: Session) {
        session.probes.answered(sequence, at: now.monotonic)
        guard let asked = session.comparison, asked.sequence == sequence else { return }
        session.comparison = nil
        if asked.version == version || positions(for: session).digest == asked.digest {
            agree(with: session, isDurable: isDurable)
            if asked.isDurable { session.unacknowledged = [] }
        }
    }

    /// Whether all that is shared with a peer is on disk.
    private func isDurable(_ session: Session) -> Bool { !unsynced.contains(where: session.shares) }

    /// Both have the same.
    private func agree(with session: Session, isDurable: Bool) {
        guard let shared = session.shared else { return }
        (session.fruitless, session.difference) = (nil, nil)
        (session.restUntil, session.quietUntil) = (0, 0)
        session.theirs = nil
        isHeadConfirmed = true
        for space in [Space.staff, ownSpace(shared)] { session.learn(space, store.frontier(space)) }
        session.unconfirmed = .init()
        if isDurable { acknowledgeAll(of: session, shared) }
        if isJoining, trusted.contains(session.node) { isJoining = false }
    }

    /// Tells a peer the own positions; rate-limited, since each costs a kilobyte and may start a stream.
    func report(to session: Session, answers: UInt64, asksBack: Bool, by path: Path) {
        guard let shared = session.shared else { return }
        if let last = session.lastReport, now.monotonic - last < configuration.reportInterval {
            session.compareDue = min(session.compareDue ?? .max, last + configuration.reportInterval)
            return
        }
        session.lastReport = now.monotonic
        let positions = positions(for: session).positions
        let waiting =
            positions.waitingSum == 0
            ? [] : store.waitingDeltas(limit: MessageLimits.waiting, in: shared.includes).map(\.hash)
        send(
            .positions(.init(answers: answers, asksBack: asksBack, positions: positions, waiting: waiting)),
            to: session, by: path)
    }

    func takeReport(_ report: PositionsReport, from session: Session) {
        guard let shared = session.shared else { return }
        session.probes.answered(report.answers, at: now.monotonic)
        session.theirs = report
        session.learn(.staff, report.positions.staff.frontier)
        session.learn(ownSpace(shared), report.positions.own.frontier)
        let ours = positions(for: session)
        noteDifference(digest(of: report.positions), ours.digest, session)
        prove(report, ours.positions, session)
        do throws(ArchiveFailure) {
            try checkOwnHead(report, shared, session)
            let lacks = try lacksAnything(report, ours.positions, shared)
            let differsInRanges = report.positions.customers?.devices != ours.positions.customers?.devices
            if report.asksBack, lacks || differsInRanges {
                session.lastReport = nil
                self.report(
                    to: session, answers: report.answers, asksBack: false, by: differsInRanges ? .frame : .datagram)
            }
            if differsInRanges {
                if report.asksBack || report.answers == 0 { beginExchange(session) }
            } else {
                try beginStream(to: session, [:], isUrgent: report.answers == 0)
            }
        } catch {
            alarm("the log can't be read: \(error.description)")
        }
    }

    /// A difference that comes again unchanged is asked about more and more rarely.
    private func noteDifference(_ theirs: UInt128, _ ours: UInt128, _ session: Session) {
        let isSame = session.difference.map { $0.ours == ours && $0.theirs == theirs } ?? false
        let times = isSame ? min((session.difference?.times ?? 0) + 1, 16) : 0
        session.difference = (ours, theirs, times)
        let pause = min(configuration.compareInterval << UInt64(times), configuration.compareQuiet)
        session.quietUntil = times == 0 ? 0 : now.monotonic + pause
    }

    /// Equal positions must mean equal states.
    private func prove(_ report: PositionsReport, _ ours: Positions, _ session: Session) {
        guard let shared = session.shared, report.positions.staff.frontier == ours.staff.frontier else { return }
        if report.positions.staff.state != ours.staff.state { alarmUnequal(.staff, session) }
        guard report.positions.own.frontier == ours.own.frontier else { return }
        if report.positions.own.state != ours.own.state { alarmUnequal(ownSpace(shared), session) }
        guard let theirs = report.positions.customers, let own = ours.customers else { return }
        if theirs.devices == own.devices, theirs.states != own.states {
            alarm("equal positions and unequal states in customers' spaces here and at \(session.node)")
        }
    }

    /// Whether the peer knows more of this replica than this node does, or something else. Until the proof follows, admins
    /// believe only admins: else any customer's device could keep them from writing.
    private func checkOwnHead(
        _ report: PositionsReport, _ shared: Holding, _ session: Session
    ) throws(ArchiveFailure) {
        for (space, part) in [(Space.staff, report.positions.staff), (ownSpace(shared), report.positions.own)] {
            guard let theirs = part.frontier[store.replica],
                try store.countedHash(space, theirs.replica, theirs.seq) != theirs.hash
            else { continue }
            if session.isAdmin || !store.holding.isAdmin { store.suspectRollback() }
            return alarmRolledBack()
        }
        isHeadConfirmed = true
    }

    private func alarmUnequal(_ space: Space, _ session: Session) {
        alarm("equal positions and unequal states of \(space) here and at \(session.node)")
    }

    /// Whether a peer has something that is not here.
    private func lacksAnything(
        _ report: PositionsReport, _ ours: Positions, _ shared: Holding
    ) throws(ArchiveFailure) -> Bool {
        for (theirs, own) in [(report.positions.staff, ours.staff), (report.positions.own, ours.own)] {
            for position in theirs.frontier.positions {
                guard let head = own.frontier[position.replica] else { return true }
                if position.seq > head.seq || (position.seq == head.seq && position.hash != head.hash) { return true }
            }
        }
        guard report.positions.waitingSum != ours.waitingSum else { return false }
        for hash in report.waiting where !store.isWaiting(hash) {
            if try !archive.contains(hash) { return true }
        }
        return false
    }
}
