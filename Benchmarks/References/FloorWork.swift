/// The floor on the workload, phase by phase as the engine.
struct FloorWork {
    private var author = FloorStore(replica: 0)
    private var reader = FloorStore(replica: 1)

    /// Runs all phases once; seconds by phase.
    static func round() throws -> [String: Double] {
        var work = FloorWork()
        return try work.runPhases()
    }

    private mutating func runPhases() throws -> [String: Double] {
        var numbers: [String: Double] = [:]
        let ids = (0..<Workload.products).map(Workload.id)
        let texts = (0..<Workload.products).map { product in
            Workload.fields.indices.map { Workload.firstText($0, of: product) }
        }
        numbers["floor.create"] = Self.seconds {
            for product in ids.indices {
                for (field, text) in texts[product].enumerated() {
                    author.apply(ids[product], .set(field: field, text: text))
                }
                author.apply(ids[product], .add(Workload.firstStock))
            }
        }
        var isWhole = reader.merge(author.takeMessage())
        let updates = Workload.updates(EngineWork.bulk, seed: 1)
        numbers["floor.local"] = Self.seconds {
            for update in updates { author.apply(ids[update.product], update.change) }
        }
        let bulk = author.takeMessage()
        numbers["floor.bulk"] = Self.seconds { isWhole = reader.merge(bulk) && isWhole }
        let more = Workload.updates(2 * EngineWork.singles, seed: 2)[EngineWork.singles...]
        var messages: [[UInt8]] = []
        numbers["floor.stream"] = Self.seconds {
            for update in more {
                author.apply(ids[update.product], update.change)
                messages.append(author.takeMessage())
            }
        }
        numbers["floor.single"] = Self.seconds {
            for message in messages { isWhole = reader.merge(message) && isWhole }
        }
        guard isWhole, isEqual else { throw BenchmarkError.failed("the floor's two replicas differ") }
        return numbers
    }

    private var isEqual: Bool {
        zip(author.products, reader.products).allSatisfy { left, right in
            left.id == right.id && left.registers.map(\.text) == right.registers.map(\.text)
                && left.tallies.map(\.added) == right.tallies.map(\.added)
        }
    }

    private static func seconds(_ body: () -> Void) -> Double {
        let start = ProcessorClock.now
        body()
        return Double(ProcessorClock.now - start) / 1e9
    }
}
