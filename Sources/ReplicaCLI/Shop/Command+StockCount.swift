import ReplicaCommand
import ReplicaPanel

extension Command {
    /// `replica stock count`
    static let stockCount = Command(.stockCount) { (context) throws(CommandError) in
        let path = context.invocation.text("file") ?? ""
        let sheet = try CountSheet(try await InputFile.read(path), name: path)
        // What is known now is what the counter of the goods had seen: what arrives later comes on top.
        let levels = try await context.node().list(["api", "stock"]).items
        var counts = sheet.counts.map { ProductCount($0, levels) }
        let isApplied = context.invocation.has("apply") && !context.globals.isDryRun
        if context.invocation.has("apply") {
            for index in counts.indices { try await context.apply(&counts[index]) }
        }
        try context.present(counts, isApplied: isApplied)
        for problem in sheet.problems { try context.output.note("! \(problem, .warning)") }
        if !isApplied, counts.contains(where: \.differs) {
            try context.output.note("Nothing was recorded. Record the counts with `--apply`.")
        }
        let isWhole = sheet.problems.isEmpty && counts.allSatisfy { $0.problem == nil }
        return isWhole ? .done : .refused
    }
}

extension CommandContext {
    /// Records one count; what is wrong with it is kept, and the others go on.
    fileprivate func apply(_ count: inout ProductCount) async throws(CommandError) {
        guard let level = count.level else { return }
        do throws(CommandError) {
            var body: JSON = ["counted": .integer(count.row.counted)]
            if !count.row.location.isEmpty { body["location"] = .string(count.row.location) }
            if let scan = count.place?["scan"] ?? (count.row.location.isEmpty ? level["scan"] : nil) {
                body["scan"] = scan
            }
            _ = try await change(["api", "stock", level.text("sku"), "count"], json: body)
            count.isRecorded = !globals.isDryRun
        } catch {
            guard case .failure(let failure) = error, failure.exit != .unreachable else { throw error }
            count.problem = failure.message
        }
    }

    fileprivate func present(_ counts: [ProductCount], isApplied: Bool) throws(CommandError) {
        let isBlind = invocation.has("blind")
        try output.present(
            Presentation(
                json: .array(counts.map { $0.json(isBlind: isBlind) }),
                plain: counts.map { $0.record(isBlind: isBlind) }
            ) { width in
                counts.isEmpty
                    ? ["The file has no counts."] : ProductCount.lines(counts, isBlind: isBlind, width: width)
            })
    }
}
