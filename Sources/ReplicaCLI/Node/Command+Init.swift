import Replica
import ReplicaCommand
import ReplicaPanel
import ReplicaShop

extension Command {
    /// `replica init`
    static let initialize = Command(.initialize) { (context) throws(CommandError) in
        let directory = try context.paths().directory
        let settings = try await context.attempt { try context.foundingSettings() }
        guard !context.globals.isDryRun else {
            try context.output.present(
                Presentation(
                    json: ["name": .string(settings.name), "dir": .string(directory), "dryRun": true],
                    plain: [[settings.name, directory]]
                ) { _ in ["Would found the shop \(settings.name, .strong) in \(directory)."] })
            return .done
        }
        let computer = context.invocation.text("computer") ?? SystemCalls.hostName ?? "first"
        let (shop, code) = try await context.attempt {
            try await ShopNode.found(at: directory, settings: settings, nodeName: computer)
        }
        let status = try await context.attempt { try await shop.node.status() }
        try context.present(settings, status, code, in: directory)
        try context.output.flush()
        if context.invocation.has("demo") { try await context.loadSample(into: shop) }
        await shop.close()
        try context.output.note("Next: \(try context.commandLine("run"), .strong)")
        return .done
    }
}

extension CommandContext {
    /// What the options say of the shop to be founded.
    fileprivate func foundingSettings() throws -> ShopSettings {
        var settings = ShopSettings(name: invocation.text("name") ?? "")
        if let code = invocation.text("currency") { settings.currency = try Currency(parsing: code) }
        if let rule = invocation.text("tax-rule") {
            settings.taxRule = TaxRule(
                prices: rule.hasPrefix("added") ? .added : .included,
                precision: rule.hasSuffix("bill") ? .bill : .line)
        }
        return settings
    }

    fileprivate func present(
        _ settings: ShopSettings, _ status: NodeStatus, _ code: RecoveryCode, in directory: String
    ) throws(CommandError) {
        let code = "\(code)"
        try output.present(
            Presentation(
                json: [
                    "id": .string(status.node), "name": .string(settings.name), "dir": .string(directory),
                    "series": .string(status.series), "recovery": .string(code),
                ],
                plain: [[status.node, settings.name, directory, status.series, code]]
            ) { _ in
                [
                    "Founded the shop \(settings.name, .strong); its prices are in \(settings.currency.code).",
                    "Its data are in \(directory).",
                    "",
                    "Recovery code, shown only now:",
                    "    \(code, .strong)",
                    "Write it on paper and lock it away: whoever has it can speak for the shop.",
                    "",
                ]
            })
    }

    /// Fills a new shop with an invented one of a moderate size.
    fileprivate func loadSample(into shop: ShopNode) async throws(CommandError) {
        let progress = output.progress()
        let result = try await attempt {
            try await shop.loadSample(size: .moderate) { done, all in progress.show("Sample data: \(done) of \(all)") }
        }
        progress.clear()
        try output.note(
            "Loaded sample data: \(result.products) products, \(result.customers) customers, \(result.bills) bills.")
    }
}

extension SampleShop.Size {
    /// Enough to look around in, and loaded in a moment.
    static let moderate = SampleShop.Size(products: 60, customers: 25, bills: 80)
}
