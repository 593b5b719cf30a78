import ReplicaShop
import Testing

@Suite struct MachineTests {
    @Test func `both declared machines keep the laws`() {
        #expect(PaymentState.machine.brokenLaws == [])
        #expect(BillState.machine.brokenLaws == [])
    }

    @Test func `the rank rises along every forward move, and no move keeps it`() {
        let machine = PaymentState.machine
        for move in machine.moves {
            let (from, to) = (machine.rank(of: move.from), machine.rank(of: move.to))
            #expect(from != to, "\(move.from) → \(move.to)")
            #expect(machine.isWithdrawal(move) == (to < from))
        }
    }

    @Test func `only these moves take something back`() {
        let machine = PaymentState.machine
        let withdrawals = machine.moves.filter(machine.isWithdrawal).map { "\($0.from.rawValue) > \($0.to.rawValue)" }
        #expect(
            withdrawals.sorted() == [
                "disputed > reported", "paid > open", "paid > partly-paid", "partly-paid > open", "refunded > open",
                "refunded > paid", "refunded > partly-paid", "reported > open", "written-off > open",
                "written-off > partly-paid",
            ])
    }

    @Test func `of two moves made while apart the one that leads to the other never wins by a clock`() {
        // The law of the data rules: whatever the stamps, a state that forward moves lead to is the one shown.
        let machine = PaymentState.machine
        for move in machine.moves where !machine.isWithdrawal(move) {
            let shown = [move.from, move.to].max { machine.rank(of: $0) < machine.rank(of: $1) }
            #expect(shown == move.to)
        }
    }

    @Test func `forward moves never lead back`() {
        let machine = PaymentState.machine
        for one in PaymentState.allCases {
            for other in PaymentState.allCases where one != other && machine.leads(from: one, to: other) {
                #expect(!machine.leads(from: other, to: one), "\(one) and \(other)")
                #expect(machine.rank(of: one) < machine.rank(of: other), "\(one) and \(other)")
            }
        }
    }

    @Test func `reachability agrees with walking every path`() {
        let machine = PaymentState.machine
        func walk(_ from: PaymentState, _ to: PaymentState, _ steps: Int) -> Bool {
            from == to
                || steps > 0
                    && machine.moves.contains {
                        $0.from == from && machine.rank(of: $0.to) > machine.rank(of: from)
                            && walk($0.to, to, steps - 1)
                    }
        }
        for one in PaymentState.allCases {
            for other in PaymentState.allCases {
                #expect(machine.leads(from: one, to: other) == walk(one, other, 7), "\(one) → \(other)")
            }
        }
    }

    @Test func `a customer reports and takes back, and touches no money`() {
        let machine = PaymentState.machine
        let open = machine.moves.filter { $0.roles.contains(.customer) }.map { "\($0.from.rawValue)>\($0.to.rawValue)" }
        #expect(open == ["open>reported", "reported>open", "disputed>reported"])
        #expect(!machine.allows(.customer, from: .open, to: .paid))
        #expect(machine.allows(.admin, from: .open, to: .paid))
        #expect(!machine.allows(.admin, from: .paid, to: .reported))
        #expect(!BillState.machine.allows(.customer, from: .issued, to: .void))
        #expect(!BillState.machine.has(from: .void, to: .issued))
    }

    @Test(arguments: PaymentState.allCases, LedgerEntryKind.allCases)
    func `an entry in the ledger makes a declared move of an admin or none`(state: PaymentState, entry: LedgerEntryKind)
    {
        for received in -2...3 as ClosedRange<Int128> {
            for owed in 0...2 as ClosedRange<Int128> {
                guard let next = state.next(after: entry, received: received, owed: owed) else { continue }
                #expect(PaymentState.machine.allows(.admin, from: state, to: next))
                // Where the machine follows the money, the table shows what it says.
                let level = LedgerLevel(received: received, owed: owed)
                guard level != .below, level != .settled else { continue }
                #expect(PaymentTable.shown(.issued, next, level).rawValue == next.rawValue)
            }
        }
    }

    @Test func `payments, reversals and refunds move as a shop expects`() {
        #expect(PaymentState.open.next(after: .payment, received: 40, owed: 100) == .partlyPaid)
        #expect(PaymentState.partlyPaid.next(after: .payment, received: 100, owed: 100) == .paid)
        #expect(PaymentState.reported.next(after: .payment, received: 120, owed: 100) == .paid)
        #expect(PaymentState.partlyPaid.next(after: .payment, received: 60, owed: 100) == nil)
        #expect(PaymentState.paid.next(after: .reversal, received: 0, owed: 100) == .open)
        #expect(PaymentState.paid.next(after: .reversal, received: 40, owed: 100) == .partlyPaid)
        #expect(PaymentState.paid.next(after: .refund, received: 0, owed: 100) == .refunded)
        #expect(PaymentState.paid.next(after: .refund, received: 40, owed: 100) == .partlyPaid)
        #expect(PaymentState.refunded.next(after: .refundReversal, received: 100, owed: 100) == .paid)
        #expect(PaymentState.partlyPaid.next(after: .credit, received: 40, owed: 40) == .paid)
        #expect(PaymentState.writtenOff.next(after: .payment, received: 40, owed: 100) == nil)
        #expect(PaymentState.writtenOff.next(after: .payment, received: 100, owed: 100) == .paid)
        #expect(PaymentState.disputed.next(after: .reversal, received: 0, owed: 100) == nil)
    }
}
