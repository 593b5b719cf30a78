import Replica
import ReplicaShop

/// Looking bills up.
extension PanelService {
    var billHandlers: [Binding] {
        [
            (.listBills, listBills), (.showBill, showBill), (.billHistory, billHistory), (.listPayments, listPayments),
            (.showPayment, showPayment), (.spending, spending),
        ] + draftHandlers + moveHandlers
    }

    private func listBills(_ call: PanelCall) async throws -> HTTPResponse {
        let states = Set(call.texts("state"))
        try await seen.begin()
        // The tabs count all of which the list shows some: both come from one reading.
        let all = call.flag("counts") ? try await shop.bills(try filter(call)) : nil
        let bills = try await bills(call, states, among: all)
        let showsDrafts = states.isEmpty || states.contains("draft")
        let drafts = node.isAdmin && (showsDrafts || all != nil) ? try await drafts(call) : []
        let items = bills.map(BillItem.bill) + (showsDrafts ? drafts.map(BillItem.init) : [])
        var json = try await page(items, try PageRequest(call))
        let statistics = BillStatistics(bills)
        json["sums"] = .array(
            statistics.sums.sorted { $0.key < $1.key }.map { code, sum in
                [
                    "total": ["minor": .integer(sum.total), "currency": .string(code)],
                    "open": ["minor": .integer(sum.open), "currency": .string(code)],
                ]
            })
        if let all {
            let counted = states.isEmpty ? statistics : BillStatistics(all)
            json["counts"] = counts(counted, unanswered: all.count { $0.unansweredQuestions > 0 }, drafts: drafts.count)
        }
        return .json(json)
    }

    /// How many bills there are in each state, whatever state the list shows: what a page writes on its tabs.
    private func counts(_ statistics: BillStatistics, unanswered: Int, drafts: Int) -> JSON {
        var counts = JSONObject()
        for state in PanelSchemas.paymentStates { counts[state] = JSON(statistics.byState[state] ?? 0) }
        counts["unpaid"] = JSON(statistics.unpaid)
        counts["overdue"] = JSON(statistics.overdue)
        counts["overpaid"] = JSON(statistics.overpaid)
        counts["unanswered"] = JSON(unanswered)
        counts["draft"] = JSON(drafts)
        return .object(counts)
    }

    /// What a call asks for besides the state.
    private func filter(_ call: PanelCall) throws -> BillFilter {
        var filter = BillFilter()
        filter.order = .none
        filter.customer = call.text("customer")
        filter.since = try start(call)?.day
        filter.text = call.text("text")
        filter.onlyHere = call.flag("only-here")
        filter.matching = try call.filter()
        return filter
    }

    private func bills(_ call: PanelCall, _ states: Set<String>, among all: [BillSummary]?) async throws
        -> [BillSummary]
    {
        // "issued" is the document's state, which every bill has that is shown otherwise than void.
        let conditions = states.compactMap(BillFilter.Condition.init)
        guard states.isEmpty || states.contains("issued") || !conditions.isEmpty else { return [] }
        var filter = try filter(call)
        if !states.contains("issued") { filter.conditions = Set(conditions) }
        let found = if let all { all.filter(filter.admits) } else { try await shop.bills(filter) }
        guard states.contains("issued") else { return found }
        return found.filter { bill in
            bill.state == .issued || conditions.contains { $0 == .shown(bill.payment) }
        }
    }

    /// A page of bills and drafts, with their reach.
    func page(_ items: [BillItem], _ request: PageRequest) async throws -> JSON {
        let page = request.page(items, id: \.id) { $0.key(request.field) }
        let reach = try await shop.reach(page.items.map(\.reference))
        var shown: [JSON] = []
        for (item, reach) in zip(page.items, reach) {
            var json = item.json
            json["reach"] = JSON(reach)
            if case .bill(let bill) = item, let news = try await seen.news(of: bill) { json["news"] = .string(news) }
            shown.append(json)
        }
        return page.json(shown)
    }

    /// The moment of `since`.
    func start(_ call: PanelCall) throws(HTTPFailure) -> (day: Day, microseconds: UInt64)? {
        guard let text = call.text("since") else { return nil }
        guard let start = TimeText.start(text, in: shop.timeZone) else {
            throw HTTPFailure(
                .badRequest, code: "bad-parameter", "since is neither a day nor a moment.",
                hint: "Write it like 2026-05-03 or 2026-05-03T14:02:00+02:00.", field: "since")
        }
        return start
    }

    private func showBill(_ call: PanelCall) async throws -> HTTPResponse {
        do {
            let bill = try await shop.bill(call.path("id"))
            var json = try await shown(call, BillJSON.full(bill), bill.summary.document)
            if let news = try await seen.news(of: bill.summary) { json["news"] = .string(news) }
            return .json(json)
        } catch let error as ShopError {
            // A draft is a bill in the making: who has its id finds it here as well.
            guard case .trade(.notFound(.bill, _)) = error, node.isAdmin else { throw error }
            guard let draft = try? await shop.draft(call.path("id")) else { throw error }
            return .json(try await shown(call, try await json(draft), draft.reference))
        }
    }
}
