import ReplicaCRDT
import ReplicaDocuments

// "A counter is the sum of all changes that count, each once. Stock equals its ledger."
extension Oracle {
    /// The facts that a node has, as far as they are of interest.
    private func had(by player: Player) -> [Stated] { facts.filter { player.counted.contains($0.hash) } }

    /// The names of the movements and counts of a product that a node has.
    func seen(of product: String, by player: Player) -> (movements: Set<String>, counts: Set<String>) {
        var movements: Set<String> = []
        var counts: Set<String> = []
        for stated in had(by: player) {
            switch stated.fact {
            case .stock(let name, product, _): movements.insert(name)
            case .count(let name, product, _, _, _): counts.insert(name)
            case .stock, .issue, .money, .count: continue
            }
        }
        return (movements, counts)
    }

    /// Checks levels, ledgers, counts in conflict, drafts issued twice, and the money of bills.
    func checkTrade(of player: Player) -> [String] {
        let facts = had(by: player)
        let reading = ShopReading(player.store)
        var broken: [String] = []
        if player.isAdmin {
            for product in ShopWorkload.products { broken += check(product, facts, reading) }
            broken += checkIssues(facts, player)
        }
        return broken + checkMoney(facts, reading)
    }

    private func check(_ product: String, _ facts: [Stated], _ reading: ShopReading) -> [String] {
        var movements: [String: Int64] = [:]
        var counts: [(name: String, counted: Int64, seen: Set<String>, seenCounts: Set<String>, of: Stated)] = []
        for stated in facts {
            switch stated.fact {
            case .stock(let name, product, let quantity): movements[name] = quantity
            case .count(let name, product, let counted, let seen, let others):
                counts.append((name, counted, seen, others, stated))
            case .stock, .issue, .money, .count: continue
            }
        }
        let unseen = counts.filter { count in !counts.contains { $0.seenCounts.contains(count.name) } }
        let holding = unseen.max { ($0.of.stamp, $0.of.dot) < ($1.of.stamp, $1.of.dot) }
        var level = Int128(holding?.counted ?? 0)
        for (name, quantity) in movements where holding?.seen.contains(name) != true { level += Int128(quantity) }
        let counter = reading.counter(product)
        var broken: [String] = []
        if counter.value != level { broken.append("exactness: \(product) is \(counter.value), not \(level)") }
        if counter.value != reading.ledger(product) {
            broken.append("exactness: \(product) is \(counter.value), its ledger \(reading.ledger(product))")
        }
        if counter.otherCounts.count != max(0, unseen.count - 1) {
            broken.append(
                "exactness: \(counter.otherCounts.count) counts of \(product) in conflict, not \(unseen.count - 1)")
        }
        return broken
    }

    private func checkIssues(_ facts: [Stated], _ player: Player) -> [String] {
        var issued: [String: Int] = [:]
        for stated in facts { if case .issue(let draft, _) = stated.fact { issued[draft, default: 0] += 1 } }
        var broken: [String] = []
        for draft in issued.keys.sorted() {
            let address = DocumentAddress(.shop, DocumentKey("draft", draft))
            let entries = player.store.document(address)?.entries("issued").count ?? 0
            if entries != issued[draft] { broken.append("a draft issued \(issued[draft]!) times shows \(entries)") }
            if (entries > 1) != player.store.conflicted.contains(address), entries > 1 {
                broken.append("a draft issued twice is no conflict")
            }
        }
        return broken
    }

    private func checkMoney(_ facts: [Stated], _ reading: ShopReading) -> [String] {
        var money: [String: [String: Int64]] = [:]
        for stated in facts {
            if case .money(let name, let bill, let amount) = stated.fact { money[bill, default: [:]][name] = amount }
        }
        var broken: [String] = []
        for space in reading.store.spaces.keys.sorted() where space.kind == .customer {
            for bill in reading.store.ids("bill", in: space) {
                let expected = (money[bill] ?? [:]).values.reduce(0, +)
                if reading.money(of: bill, in: space) != expected
                    || reading.moneySlowly(of: bill, in: space) != expected
                {
                    broken.append(
                        "exactness: the money of a bill is \(reading.money(of: bill, in: space)), not \(expected)")
                }
            }
        }
        return broken
    }
}
