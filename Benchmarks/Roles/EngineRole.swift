/// The engine's and the floor's work in a process of its own: each `round` runs both once and says all numbers, `name=value`.
struct EngineRole {
    func run() throws {
        while let line = readLine() {
            guard line == "round" else { throw BenchmarkError.usage }
            let numbers = try EngineWork.round().merging(try FloorWork.round()) { first, _ in first }
            Role.say(numbers.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: " "))
        }
    }
}
