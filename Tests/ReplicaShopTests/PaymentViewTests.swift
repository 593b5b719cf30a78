import ReplicaShop
import Testing

@Suite struct PaymentViewTests {
    let today = Day(year: 2026, month: 5, day: 20)

    func view(
        _ payment: PaymentState, _ received: Int64, of owed: Int64, _ bill: BillState = .issued, due: String? = nil
    ) throws -> PaymentView {
        try PaymentView(
            bill: bill, payment: payment, received: Money(received, .eur), owed: Money(owed, .eur),
            due: due.map { text in try Day(parsing: text) }, today: #require(today))
    }

    @Test func `the table has every row once`() {
        let keys = PaymentTable.rows.map { "\($0.bill) \($0.payment) \($0.level)" }
        #expect(keys.count == BillState.allCases.count * PaymentState.allCases.count * LedgerLevel.allCases.count)
        #expect(Set(keys).count == keys.count)
        for row in PaymentTable.rows {
            #expect(PaymentTable.shown(row.bill, row.payment, row.level) == row.shown)
        }
    }

    @Test func `recorded money always wins`() {
        for row in PaymentTable.rows where row.bill == .issued {
            switch row.level {
            case .part: #expect(row.shown == .partlyPaid)
            case .full, .over: #expect(row.shown == .paid)
            case .none, .below: #expect(row.shown != .paid && row.shown != .partlyPaid)
            case .settled: #expect(row.shown != .partlyPaid && row.shown != .open)
            }
        }
    }

    @Test func `a void bill is void, with a task where money is recorded`() {
        for row in PaymentTable.rows where row.bill == .void {
            #expect(row.shown == ([.part, .full, .over].contains(row.level) ? .voidToGiveBack : .void))
        }
        for row in PaymentTable.rows where row.bill == .issued {
            #expect(row.shown != .void && row.shown != .voidToGiveBack)
        }
    }

    @Test func `void meets payment: both stand, and the money is to give back`() throws {
        let view = try view(.paid, 5000, of: 5000, .void, due: "2026-01-01")
        #expect(view.state == .voidToGiveBack)
        #expect(view.toGiveBack == Money(5000, .eur))
        #expect(view.open == .zero(.eur))
        #expect(!view.isOverdue)
        #expect(!view.isContradictory)
    }

    @Test func `two admins collect one bill`() throws {
        let view = try view(.paid, 6000, of: 3000)
        #expect(view.state == .paid)
        #expect(view.isOverpaid)
        #expect(view.toGiveBack == Money(3000, .eur))
        #expect(view.declared == nil)
    }

    @Test func `overdue begins the day after the due date and hides no state`() throws {
        #expect(try view(.reported, 0, of: 100, due: "2026-05-20").daysOverdue == nil)
        let late = try view(.reported, 0, of: 100, due: "2026-05-15")
        #expect(late.state == .reported)
        #expect(late.daysOverdue == 5)
        let partly = try view(.partlyPaid, 40, of: 100, due: "2026-05-19")
        #expect(partly.state == .partlyPaid)
        #expect(partly.isOverdue)
        #expect(partly.open == Money(60, .eur))
        #expect(try !view(.paid, 100, of: 100, due: "2026-01-01").isOverdue)
        #expect(try !view(.writtenOff, 0, of: 100, due: "2026-01-01").isOverdue)
        #expect(try !view(.open, 0, of: 100).isOverdue)
    }

    @Test func `the rest of a part payment can be written off`() throws {
        let view = try view(.writtenOff, 40, of: 100, due: "2026-01-01")
        #expect(view.state == .partlyPaid)
        #expect(view.declared == .writtenOff)
        #expect(view.writtenOff == Money(60, .eur))
        #expect(view.open == .zero(.eur))
        #expect(!view.isContradictory)
    }

    @Test func `a machine that money contradicts is shown as odd, and its claim is kept`() throws {
        let unpaid = try view(.paid, 0, of: 100)
        #expect(unpaid.state == .open)
        #expect(unpaid.declared == .paid)
        #expect(unpaid.isContradictory)
        #expect(unpaid.open == Money(100, .eur))
        let disputed = try view(.disputed, 100, of: 100)
        #expect(disputed.state == .paid)
        #expect(disputed.declared == .disputed)
        #expect(disputed.isContradictory)
    }

    @Test func `two refunds of one payment are seen`() throws {
        let refunded = try view(.refunded, -100, of: 100)
        #expect(refunded.state == .refunded)
        #expect(refunded.givenBackTooMuch == Money(100, .eur))
        #expect(refunded.isContradictory)
        #expect(refunded.open == .zero(.eur))
        #expect(try view(.refunded, 0, of: 100).givenBackTooMuch == .zero(.eur))
    }

    @Test func `a bill that asks for nothing is settled, one that gives is to give back`() throws {
        #expect(try view(.open, 0, of: 0).state == .paid)
        #expect(try !view(.open, 0, of: 0).isContradictory)
        let giving = try view(.open, 0, of: -50)
        #expect(giving.toGiveBack == Money(50, .eur))
        #expect(try view(.paid, -50, of: -50).toGiveBack == .zero(.eur))
        #expect(try view(.paid, -60, of: -50).givenBackTooMuch == Money(10, .eur))
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func `every amount is accounted for once`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<50 {
            let owed = Int64(random.number(0...20))
            let received = Int64(random.number(-10...30))
            let bill: BillState = random.chance(20) ? .void : .issued
            let view = try view(random.pick(PaymentState.allCases), received, of: owed, bill, due: "2026-05-01")
            let wanted = bill == .void ? 0 : owed
            #expect(view.toGiveBack.minor == max(0, received - wanted), "seed \(seed)")
            #expect(view.givenBackTooMuch.minor == max(0, -received), "seed \(seed)")
            #expect(view.open.minor == 0 || view.open.minor == wanted - received, "seed \(seed)")
            #expect(view.isOverdue == (view.open.minor > 0), "seed \(seed)")
            #expect(view.open.minor == 0 || view.toGiveBack.minor == 0, "seed \(seed)")
        }
    }

    @Test func `what does not fit is refused`() throws {
        #expect(throws: ShopError.overflow) { try view(.open, .min, of: .max) }
        #expect(throws: ShopError.mixedCurrencies(.eur, .usd)) {
            try PaymentView(
                bill: .issued, payment: .open, received: Money(0, .usd), owed: Money(0, .eur), due: nil,
                today: #require(today))
        }
    }
}
