import Replica
import ReplicaShop

/// Bills in the making.
extension PanelService {
    var draftHandlers: [Binding] {
        [
            (
                .listDrafts,
                { call in .json(try await page(try await drafts(call).map(BillItem.init), try PageRequest(call))) }
            ),
            (
                .showDraft,
                { call in
                    let draft = try await shop.draft(call.path("id"))
                    return .json(try await shown(call, try await json(draft), draft.reference))
                }
            ),
        ]
    }

    /// A draft with the customer's name, and what its lines would come to if it were issued now.
    func json(_ draft: DraftView) async throws -> JSON {
        let name: String? = if let customer = draft.customer { try? await shop.customer(customer).name } else { nil }
        return BillJSON.draft(draft, customerName: name, estimate: try? await estimate(draft))
    }

    /// By the present prices and rates.
    private func estimate(_ draft: DraftView) async throws -> DraftEstimate {
        let settings = try await shop.settings()
        var lines: [BillLine] = []
        var levels: [Int64] = []
        for line in draft.lines {
            let product = try await shop.product(line.product)
            levels.append(product.level)
            lines.append(
                BillLine(
                    quantity: line.quantity, unitPrice: line.unitPrice ?? product.price,
                    taxRate: product.taxRate ?? settings.taxRate, discount: line.discount))
        }
        let totals = try BillTotals.compute(
            lines: lines, rule: settings.taxRule, currency: settings.currency, discount: draft.discount)
        return DraftEstimate(lines: lines, levels: levels, totals: totals)
    }

    /// The drafts that a list asks for, with the customers' names.
    func drafts(_ call: PanelCall) async throws -> [(draft: DraftView, name: String?)] {
        let admits = try call.filter()?.test(on: ShopFields.bills)
        let wanted: String? = if let text = call.text("customer") { try await shop.customer(text).id } else { nil }
        let since = call.operation.description.parameters.contains { $0.name == "since" } ? try start(call) : nil
        let drafts = try await shop.drafts()
        guard !drafts.isEmpty else { return [] }
        let known = Dictionary(
            try await shop.customers().map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        let reach = try await shop.reach(drafts.map(\.reference))
        return zip(drafts, reach).compactMap { draft, reach in
            if let wanted, draft.customer != wanted { return nil }
            if let since, draft.changedAtMicroseconds < since.microseconds { return nil }
            if call.flag("only-here"), reach.reached > 0 { return nil }
            let name = draft.customer.flatMap { known[$0] }
            let searched = [name ?? "", draft.note ?? "", draft.id] + draft.lines.flatMap { [$0.sku, $0.name] }
            if let text = call.text("text"), !Self.matches(searched, text) { return nil }
            if let admits, !admits(.draft(draft, customerName: name)) { return nil }
            return (draft, name)
        }
    }

    private static func matches(_ texts: [String], _ query: String) -> Bool {
        FoldedWords(query).occur(in: FoldedText(texts.joined(separator: " ")))
    }
}
