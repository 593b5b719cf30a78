import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip

// Founding, inviting, leaving chaos behind.
extension Simulation {
    /// The founder's first commit, and the names that others must not see.
    func found() {
        canaries = Simulation.customers.map { ($0, Array($0.bytes.dropFirst().prefix(8))) }
        canaries.append((.shop, [UInt8]("customer/c".utf8)))
        let founder = add(holding: .everything, inviter: nil)
        let truth = founder.frontiers.mapValues(\.vector)
        do throws(TransactionFailure) {
            let receipt = try founder.store.found(
                shop.rootStatement(admin: 1), memberName: "founder", series: "A",
                rules: SimulatedShop.rules(number: 1), at: founder.node.moment(time))
            boot(founder)
            let chaos = isChaos
            isChaos = false
            if let receipt { made(receipt.deltas, by: founder, truth, [], odd: []) }
            for customer in Simulation.customers { offerDraft(of: customer, to: founder) }
            isChaos = chaos
        } catch {
            fail(["the shop can't be founded: \(error)"], founder)
        }
    }

    private func offerDraft(of space: Space, to player: Player) {
        let operation = OperationID(replica: player.store.replica, high: random.next(), low: random.next())
        offer(
            .draft(customer: space, lines: [(product: ShopWorkload.products[0], quantity: Int64(2))]), operation,
            to: player)
    }

    @discardableResult
    func add(holding: Holding, inviter: Player?) -> Player {
        let number = UInt64(players.count + 1)
        let node = SimulatedNode(number: number, incarnation: random.next(), holding: holding, shop: shop)
        let player = Player(
            index: players.count, node: node, inviter: inviter.map { ($0.node.node, $0.address) })
        players.append(player)
        return player
    }

    /// An admin admits a new node, which then starts and looks for its inviter.
    func invite() {
        let admins = players.filter { $0.isAdmin && $0.gossip != nil && $0.isMember }
        guard let inviter = random.pick(admins) else { return }
        let needsAdmin = players.filter(\.isAdmin).count < wantedAdmins
        let needsDevice = players.filter { !$0.isAdmin }.count < wantedDevices
        let isAdmin = needsAdmin && (!needsDevice || random.chance(percent: 50))
        let space = isAdmin ? Space.staff : Simulation.customers[random.below(2)]
        let player: Player
        if case .customer(let id) = space {
            player = add(holding: .customer(id), inviter: inviter)
        } else {
            player = add(holding: .everything, inviter: inviter)
        }
        let record = MemberRecord(
            key: player.node.crypto.publicKey, role: isAdmin ? .admin : .customer,
            series: isAdmin ? "S\(player.index)" : "")
        let operation = OperationID(replica: inviter.store.replica, high: random.next(), low: random.next())
        let deed = Deed.admit(record, player.node.node, name: "node \(player.index)", space)
        offered.append((inviter.index, operation, deed))
        offer(deed, operation, to: inviter)
        boot(player)
    }

    // MARK: Healing

    /// The faults stop; all must agree within bounded time.
    func heal() {
        isChaos = false
        network.heal()
        network.weather = SimulatedNetwork.Weather()
        for player in players {
            player.doom = nil
            player.node.clockError = 0
            player.node.disk.readsToFail = 0
            if player.gossip == nil { boot(player) } else { handle(.networkChanged, player) }
        }
        repeatLostAdmissions()
        let end = time + options.healingSeconds * 1_000_000
        var next = time
        while broken.isEmpty, time < end {
            next += 250_000
            while broken.isEmpty, advance(until: next) {}
            time = max(time, next)
            if hasConverged { break }
        }
        if broken.isEmpty { checkEnd() }
    }

    /// An admission whose commit was lost in a crash before anybody was told of it is offered again by the person.
    private func repeatLostAdmissions() {
        for item in offered {
            guard case .admit(let record, let node, let name, let space) = item.deed else { continue }
            guard !players.contains(where: { $0.isAdmin && $0.store.membership.current(node) != nil }) else { continue }
            let inviter = players[item.player]
            guard inviter.isMember else { continue }
            let operation = OperationID(replica: inviter.store.replica, high: random.next(), low: random.next())
            offer(.admit(record, node, name: name, space), operation, to: inviter)
        }
    }

    /// Whether all that share a space have the same of it, and nothing waits.
    var hasConverged: Bool {
        players.allSatisfy { $0.isMember && stuck($0).isEmpty }
            && players.dropFirst().allSatisfy { agree(players[0], $0) }
    }

    /// Deltas that wait on a player, but for forged ones.
    private func stuck(_ player: Player) -> [String] {
        player.store.waitingDeltas(limit: .max) { _ in true }.filter { !forged.contains($0.hash) }
            .sorted { $0.hash < $1.hash }.map { delta in
                let here = player.store.frontier(delta.space)
                let staff = player.store.frontier(.staff)
                var lacks = delta.context.filter { here.seq(of: $0.replica) < $0.seq }.map(name)
                lacks += delta.staffContext.filter { staff.seq(of: $0.replica) < $0.seq }.map { "staff " + name($0) }
                if here.seq(of: delta.replica) + 1 < delta.seq { lacks.append("its predecessor") }
                let seen = delta.record?.seen.filter {
                    player.store.frontier($0.space).seq(of: $0.position.replica) < $0.position.seq
                }
                lacks += (seen ?? []).map { "\($0.space) " + name($0.position) }
                return "convergence: \(name(delta.position)) in \(delta.space) waits for ever for \(lacks)"
            }
    }

    /// A position, for people: player, incarnation, number.
    private func name(_ position: Position) -> String {
        let author = players.first { $0.node.node == position.replica.node }?.index ?? -1
        return "\(author).\(position.replica.incarnation % 1000)/\(position.seq)"
    }

    func agree(_ left: Player, _ right: Player) -> Bool {
        let spaces = Set(left.store.spaces.keys).union(right.store.spaces.keys)
        return spaces.allSatisfy { space in
            !left.node.holding.includes(space) || !right.node.holding.includes(space)
                || (left.store.frontier(space) == right.store.frontier(space)
                    && left.store.spaces[space]?.hash == right.store.spaces[space]?.hash)
        }
    }

    private func checkEnd() {
        for player in players {
            if !player.isMember { fail(["convergence: never became a member"], player) }
            fail(stuck(player), player)
            if !agree(players[0], player) { fail(["convergence: not within \(options.healingSeconds) s"], player) }
            let found = checkView(of: player)
            if !found.isEmpty { fail(found, player) }
            for hash in oracle.known.keys.sorted() {
                guard let known = oracle.known[hash], known.isAcknowledged else { continue }
                if player.node.holding.includes(known.delta.space), !player.counted.contains(hash) {
                    fail(["durability: an acknowledged write of player \(known.author) never came"], player)
                }
            }
            trace.absorb(StoreView(of: player.store).digest)
        }
        checkAcknowledged()
    }

    /// What a node believes to be on another's disk is there.
    func checkAcknowledged() {
        for player in players {
            for other in players where other !== player && !player.restored.contains(other.node.node) {
                let believed = player.store.acknowledged[other.node.node] ?? [:]
                for (space, frontier) in believed.sorted(by: { $0.key < $1.key }) {
                    let there = other.synced[space] ?? Frontier()
                    if !there.vector.covers(frontier.vector) {
                        fail(["reach: believes that player \(other.index) has more of \(space) on disk"], player)
                    }
                }
            }
        }
    }
}
