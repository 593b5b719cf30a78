import ReplicaCRDT
import ReplicaDocuments
import ReplicaSimulator
import Testing

/// The store against its slow twin: random histories, lawful and not, in random order and pieces.
@Suite struct TwinTests {
    /// What differs between a node and its twin; empty if nothing does.
    private func differences(_ node: SimulatedNode, _ twin: TwinStore, _ deltas: [Delta]) -> [String] {
        var found: [String] = []
        for delta in deltas where node.holding.includes(delta.space) {
            let expected: Verdict = twin.isVoid[delta.hash].map { $0 ? .void : .applied } ?? .waiting
            let verdict = node.disk.verdict(of: delta.hash)
            if verdict != expected, verdict != nil || expected != .waiting {
                let note = node.disk.note(of: delta.hash) ?? ""
                found.append(
                    "\(delta.space) \(delta.seq) is \(String(describing: verdict)) \(note), twin: \(expected) \(delta.changes)"
                )
            }
        }
        for line in StoreView(of: node.store).lines {
            let live = twin.live(line.address, line.path).sorted { $0.name < $1.name }
            if live.map(\.name) != line.entries.map(\.name) {
                found.append("live entries of \(line.address.key).\(line.path)")
            }
            let shown: Value?
            switch live.first?.change.payload {
            case .value(let first)?:
                let winner = live.max { $0.loses(to: $1) }
                if case .value(let value)? = winner?.change.payload { shown = value } else { shown = first }
            case .move?: shown = .text(twin.state(of: live, SimulatedShop.payment(customersMay: true)))
            case .tally?, .amount?, .count?: shown = Shown.level(twin.level(of: live)).asValue
            case nil: shown = nil
            }
            if shown != line.shown, line.path != "x" {
                found.append(
                    "\(line.address.key).\(line.path) shows \(String(describing: line.shown)), twin: \(String(describing: shown))"
                )
            }
        }
        return found
    }

    @Test(arguments: 41...60 as ClosedRange<UInt64>)
    func `verdicts, live entries and what is shown are those of the twin`(seed: UInt64) throws {
        let history = try RandomHistory(seed: seed, steps: 80)
        var random = SimulatedRandom(seed: seed)
        var voids = 0
        for holding in [Holding.everything, Rig.holding(1)] {
            let node = SimulatedNode(number: 2, incarnation: 99, holding: holding, shop: history.rig.shop)
            let twin = TwinStore(holding)
            var deltas = history.deltas
            if random.chance(percent: 70) { random.shuffle(&deltas) }
            while !deltas.isEmpty {
                let piece = Array(deltas.suffix(1 + random.below(20)))
                deltas.removeLast(piece.count)
                try history.rig.give(piece, to: node)
                twin.receive(piece)
                if random.chance(percent: 25) || deltas.isEmpty {
                    let found = differences(node, twin, history.deltas)
                    #expect(found.isEmpty, "seed \(seed): \(found.prefix(3))")
                    if !found.isEmpty { return }
                }
            }
            voids += twin.isVoid.values.filter { $0 }.count
            #expect(twin.waiting.isEmpty)
        }
        #expect(voids > 0, "a history without a void delta tests little")
    }
}
