import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip

// What people do: deeds offered to nodes under an operation id, done once on the node that it names.
extension Simulation {
    /// One action of a user, or of fate.
    func act() {
        let missing =
            players.filter(\.isAdmin).count < wantedAdmins
            || players.filter { !$0.isAdmin }.count < wantedDevices
        if missing, random.chance(percent: 20) { return invite() }
        if random.chance(percent: 28) { return strike() }
        let up = players.filter { $0.gossip != nil && $0.isMember }
        guard let player = random.pick(up) else { return }
        if random.chance(percent: 8), let again = random.pick(Array(offered.suffix(8))) {
            return offer(again.deed, again.operation, to: random.chance(percent: 50) ? players[again.player] : player)
        }
        guard let deed = deed(for: player) else { return }
        let operation = OperationID(replica: player.store.replica, high: random.next(), low: random.next())
        offered.append((player.index, operation, deed))
        offer(deed, operation, to: player)
    }

    /// Offers a deed as the node's driver does: known operations are answered from the log, foreign ones refused.
    func offer(_ deed: Deed, _ operation: OperationID, to player: Player) {
        guard player.gossip != nil, broken.isEmpty else { return }
        if options.planted != .offersTwice {
            do throws(ArchiveFailure) {
                if try player.store.operation(operation) != nil { return }
            } catch {
                return
            }
        }
        guard operation.replica == player.store.replica else { return }
        var workload = ShopWorkload(player.node, name: hexadecimal(operation.low))
        do throws(TransactionFailure) {
            guard try workload.perform(deed) else { return }
            if options.planted == .unledgered, case .move(let product, _) = deed {
                try workload.transaction.add(ShopWorkload.product(product), "stock", 1)
            }
            try commit(workload, operation, player)
        } catch {
            if !isAllowed(error) { fail(["legality: an honest transaction fails: \(error)"], player) }
        }
    }

    private func isAllowed(_ failure: TransactionFailure) -> Bool {
        switch failure {
        case .unreadable: options.faults.contains(.unreadable)
        case .notMember, .stale: true
        case .name, .space, .value, .kind, .move, .overflow, .void, .needsNewerProgram, .rolledBack, .tooLarge: false
        }
    }

    private func commit(
        _ workload: ShopWorkload, _ operation: OperationID, _ player: Player
    ) throws(TransactionFailure) {
        let truth = player.frontiers.mapValues(\.vector)
        let receipt = try player.store.commit(
            workload.transaction, operation: operation, result: [1], at: player.node.moment(time))
        guard let receipt else { return }
        made(receipt.deltas, by: player, truth, workload.facts, odd: [])
    }

    /// A commit is in the store: the disk, the sync, the caller, the network, in this order, and a crash between any two.
    func made(
        _ made: [Delta], by player: Player, _ truth: [Space: VersionVector], _ facts: [Fact], odd: Set<DeltaHash>
    ) {
        deltas += made.count
        let crashes = isChaos && !options.faults.isDisjoint(with: [.crash, .powerCut]) && random.chance(percent: 3)
        let stage = crashes ? random.below(3) : 3
        let isPowerCut = options.faults.contains(.powerCut) && random.chance(percent: 50)
        if options.planted == .sendsEarly { handle(.committed(made), player) }
        if stage == 0 { return crash(player, isPowerCut: isPowerCut) }
        var found = oracle.made(made, by: player.index, having: truth, facts: facts, odd: odd)
        write(player, synced: false)
        found += oracle.takenIn(made, by: player)
        if stage == 1 { return crash(player, isPowerCut: isPowerCut) }
        sync(player)
        if stage == 2 { return crash(player, isPowerCut: isPowerCut) }
        oracle.acknowledged(made.map(\.hash))
        found += checkState(of: player)
        if !found.isEmpty { return fail(found, player) }
        if options.planted != .sendsEarly { handle(.committed(made), player) }
        handle(.durable, player)
    }

    // MARK: Deeds

    /// A deed that may make sense on a node; nil if nothing comes to mind.
    private func deed(for player: Player) -> Deed? {
        let store = player.store
        let spaces = store.spaces.keys.filter { $0.kind == .customer }.sorted()
        let bills = spaces.flatMap { space in store.ids("bill", in: space).map { (space: space, id: $0) } }
        let bill = random.pick(bills)
        guard player.isAdmin else {
            guard let bill else { return nil }
            return random.chance(percent: 60) ? report(bill) : .note(bill: bill.id, bill.space, text: "note \(steps)")
        }
        let draft = random.pick(store.ids("draft", in: .shop))
        switch random.below(20) {
        case 0..<3: return .move(product: product, quantity: Int64(random.below(9)) - 3)
        case 3..<5: return newDraft()
        case 5..<7: return draft.flatMap { edit($0, player) }
        case 7..<10: return draft.map { .issue(draft: $0) } ?? newDraft()
        case 10: return bill.map { .void(bill: $0.id, $0.space) }
        case 11..<13: return bill.map { .pay(bill: $0.id, $0.space, amount: Int64(10 * (1 + random.below(3)))) }
        case 13: return reversal(store, spaces)
        case 14: return bill.map { .note(bill: $0.id, $0.space, text: "note \(steps)") }
        case 15: return bill.map(report)
        case 16..<19: return count(player)
        default: return player.index == 0 ? .rules(customersMay: random.chance(percent: 70)) : newDraft()
        }
    }

    private var product: String { ShopWorkload.products[random.below(ShopWorkload.products.count)] }

    private func newDraft() -> Deed {
        let lines = (0...random.below(2)).map { _ in (product: product, quantity: Int64(1 + random.below(3))) }
        return .draft(customer: Simulation.customers[random.below(2)], lines: lines)
    }

    private func report(_ bill: (space: Space, id: String)) -> Deed {
        let states = ["reported", "reported", "open", "disputed"]
        return .report(bill: bill.id, bill.space, to: states[random.below(states.count)])
    }

    /// An edit of what is there now, or of a form that was opened a while ago.
    private func edit(_ draft: String, _ player: Player) -> Deed? {
        let quantity = Int64(1 + random.below(9))
        if let form = player.form {
            player.form = nil
            return .edit(draft: form.draft, product: product, quantity: quantity, seen: form.seen)
        }
        if random.chance(percent: 50) {
            let address = DocumentAddress(.shop, DocumentKey("draft", draft))
            player.form = (draft, player.store.document(address)?.entries("lines/0").map(\.name.dot) ?? [])
            return nil
        }
        return .edit(draft: draft, product: product, quantity: quantity, seen: nil)
    }

    private func reversal(_ store: DocumentStore, _ spaces: [Space]) -> Deed? {
        let payments = spaces.flatMap { space in store.ids("payment", in: space).map { (space: space, id: $0) } }
        return random.pick(payments).map { .reverse(payment: $0.id, $0.space) }
    }

    /// Scans a product, or writes down what was scanned a while ago.
    private func count(_ player: Player) -> Deed? {
        if let scan = player.scans.first, random.chance(percent: 60) {
            player.scans.removeFirst()
            return .count(scan)
        }
        let product = product
        let seen = oracle.seen(of: product, by: player)
        player.scans.append(
            Deed.Scan(
                product: product, counted: Int64(random.below(30)),
                counter: player.store.transaction().scan(ShopWorkload.product(product), "stock"),
                seen: seen.movements, seenCounts: seen.counts))
        return nil
    }
}
