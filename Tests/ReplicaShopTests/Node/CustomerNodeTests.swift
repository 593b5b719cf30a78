import Foundation
import Replica
import ReplicaShop
import Synchronization
import Testing

@Suite struct CustomerNodeTests {
    @Test func `a customer's node has its own bills only, and does what a customer may`() async throws {
        let test = try await TestShop()
        let shop = test.shop
        try await test.pen()
        let mei = try await test.mei()
        _ = try await shop.addCustomer(CustomerInput(name: "Ali", ref: "C-2"))
        let bill = try await test.bill()
        let foreign = try await shop.issue(
            BillInput(customer: "C-2", lines: [LineInput(product: "PEN-01", quantity: 1)])
        ).value
        let laptop = try await test.join(.customer(try #require(mei.space)), as: "laptop")
        try await eventually("the bill has come") { try await laptop.bills().count == 1 }

        #expect(try await laptop.bills().map(\.id) == [bill.id])
        #expect(await refusal { try await laptop.bill(foreign.id) }?.code == "bill.missing")
        #expect(try await laptop.products().isEmpty)
        #expect(try await laptop.customers().isEmpty)
        #expect(try await laptop.profile()["name"] == "Mei Tan")
        #expect(try await laptop.settings().name == "Corner shop")
        #expect(try await laptop.billStatistics(customer: mei.id).sums["EUR"]?.open == 300)
        let view = try await laptop.bill(bill.number.description)
        #expect(view.lines.map(\.name) == ["Pen, blue"])
        let file = Mutex<[UInt8]>([])
        _ = try await laptop.export(.all, as: .jsonl) { chunk in file.withLock { $0 += chunk } }
        #expect(!String(decoding: file.withLock { $0 }, as: UTF8.self).contains("Ali"))

        let position = try await laptop.node.feedPosition()
        for error in await Self.refusals(laptop, bill.id) {
            #expect(error?.code == "role.admin")
            #expect(error?.kind == .notPermitted)
        }
        #expect(try await laptop.node.feedPosition() == position)

        #expect(try await laptop.report(bill: bill.id).value.payment == .reported)
        #expect(try await laptop.withdrawReport(bill: bill.id).value.payment == .open)
        _ = try await laptop.report(bill: bill.id)
        let question = try await laptop.ask(bill: bill.id, "Is it there?").value
        try await eventually("the shop has heard it") {
            let seen = try await shop.bill(bill.id)
            return seen.summary.payment == .reported && seen.questions.map(\.id) == [question.id]
        }
        _ = try await shop.dispute(bill: bill.id)
        try await eventually("the customer has heard it") {
            try await laptop.bill(bill.id).summary.payment == .disputed
        }
        #expect(await refusal { try await laptop.withdrawReport(bill: bill.id) }?.code == "bill.move")
        #expect(try await laptop.report(bill: bill.id).value.payment == .reported)
        await laptop.close()
        await shop.close()
    }

    /// What only admins may, tried on a customer's node.
    private static func refusals(_ laptop: ShopNode, _ bill: String) async -> [ShopError?] {
        let product = ProductInput(sku: "X", name: "X", price: Money(1, .eur))
        return [
            await refusal { try await laptop.addProduct(product) },
            await refusal { try await laptop.addCustomer(CustomerInput(name: "X")) },
            await refusal { try await laptop.createDraft(DraftInput()) },
            await refusal { try await laptop.issue(BillInput(customer: "x", lines: [])) },
            await refusal { try await laptop.pay(bill: bill) },
            await refusal { try await laptop.refund(bill: bill) },
            await refusal { try await laptop.reverse(bill: bill) },
            await refusal { try await laptop.void(bill: bill, reason: "x") },
            await refusal { try await laptop.credit(bill: bill, reason: "x") },
            await refusal { try await laptop.dispute(bill: bill) },
            await refusal { try await laptop.writeOff(bill: bill) },
            await refusal { try await laptop.receive("PEN-01", 1) },
            await refusal { try await laptop.count([]) },
            await refusal { try await laptop.importProducts([]) },
            await refusal { try await laptop.auditNumbers() },
            await refusal { try await laptop.resolve(conflict: "x", keeping: "x") },
            await refusal { try await laptop.setUp(ShopSettings(name: "x")) },
        ]
    }
}
