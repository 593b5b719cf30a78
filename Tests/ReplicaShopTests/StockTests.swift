import ReplicaShop
import Testing

@Suite struct StockTests {
    @Test func `the reason sets the sign`() throws {
        for reason in StockReason.allCases {
            switch reason {
            case .received, .returned: #expect(try reason.change(5).quantity == 5)
            case .sold, .damaged, .lost, .ownUse: #expect(try reason.change(5).quantity == -5)
            case .counted, .moved, .correction:
                #expect(try reason.change(5, note: "x").quantity == 5)
                #expect(try reason.change(-5, note: "x").quantity == -5)
            }
            if reason.direction != .either {
                #expect(throws: ShopError.stock(.signed(reason))) { try reason.change(-5) }
            }
            #expect(throws: ShopError.stock(.zero)) { try reason.change(0, note: "x") }
            #expect(throws: ShopError.stock(.tooLarge)) { try reason.change(.min, note: "x") }
            #expect(throws: ShopError.stock(.tooLarge)) {
                try reason.change(StockChange.maximumQuantity + 1, note: "x")
            }
            #expect(try reason.change(StockChange.maximumQuantity, note: "x").quantity.magnitude == 1 << 40)
        }
    }

    @Test func `a correction needs a note that says something`() throws {
        #expect(throws: ShopError.stock(.noteMissing)) { try StockReason.correction.change(1) }
        #expect(throws: ShopError.text(.note, .empty)) { try StockReason.correction.change(1, note: "  ") }
        #expect(try StockReason.correction.change(-1, note: " found one ").note == "found one")
    }

    @Test func `what a person may not give as a reason is marked`() {
        #expect(StockReason.allCases.filter { !$0.isAdjustment } == [.sold, .counted, .moved])
    }

    @Test func `a move adds up to nothing`() throws {
        let (out, into) = try StockChange.move(7, note: "to the window")
        #expect(out.quantity == -7)
        #expect(into.quantity == 7)
        #expect(out.note == into.note)
        #expect(throws: ShopError.stock(.signed(.moved))) { try StockChange.move(-7) }
        #expect(throws: ShopError.stock(.zero)) { try StockChange.move(0) }
    }

    @Test(
        arguments: [
            (6, 5, StockStatus.ok), (5, 5, .low), (1, 5, .low), (0, 5, .out), (0, nil, .out), (1, nil, .ok),
            (-1, nil, .belowZero), (1, 0, .ok), (0, 0, .out), (-3, 5, .belowZero),
        ] as [(Int128, Int64?, StockStatus)])
    func `a level stands against its threshold`(level: Int128, threshold: Int64?, status: StockStatus) {
        #expect(StockStatus(level: level, threshold: threshold) == status)
    }

    @Test func `one alert per crossing`() {
        func alerts(_ levels: [Int128], threshold: Int64? = 5) -> [[StockAlert]] {
            zip(levels, levels.dropFirst()).map {
                StockAlert.between(.init(level: $0, threshold: threshold), .init(level: $1, threshold: threshold))
            }
        }
        #expect(alerts([7, 6, 5, 4, 0, -1, -2, 3, 6]) == [[], [.low], [], [], [.belowZero], [], [], [.recovered]])
        #expect(alerts([9, -4]) == [[.low, .belowZero]])
        #expect(alerts([9, 0, -1], threshold: nil) == [[], [.belowZero]])
        #expect(StockAlert.between(.init(level: 8, threshold: 5), .init(level: 8, threshold: 10)) == [.low])
        #expect(StockAlert.between(.init(level: 8, threshold: 10), .init(level: 8, threshold: nil)) == [.recovered])
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `low and recovered alternate whatever the levels do`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var before = StockAlert.Situation(level: 10, threshold: 5)
        var heard: [StockAlert] = []
        for _ in 0..<200 {
            let after = StockAlert.Situation(
                level: Int128(random.number(-3...12)), threshold: Int64(random.number(3...6)))
            heard += StockAlert.between(before, after).filter { $0 != .belowZero }
            before = after
        }
        #expect(zip(heard, heard.dropFirst()).allSatisfy { $0 != $1 }, "seed \(seed)")
        #expect(heard.first == .low)
        #expect((heard.last == .low) == before.isLow, "seed \(seed)")
    }
}
