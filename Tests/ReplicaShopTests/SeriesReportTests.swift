import ReplicaShop
import Testing

@Suite struct SeriesReportTests {
    func spent(_ texts: [String]) throws -> [SeriesReport.Spent] {
        try texts.map { .init(try BillNumber(parsing: $0)) }
    }

    @Test func `an auditor sees gaps, duplicates, voids and years that go back`() throws {
        var numbers = try spent([
            "2026-A-0003", "2026-A-0002", "2026-A-0007", "2026-A-0007", "2027-A-0008", "2026-A-0009", "2026-B-0001",
        ])
        numbers.append(.init(try BillNumber(parsing: "2026-B-0002"), isVoid: true))
        let reports = SeriesReport.audit(numbers, closed: [try SeriesName(parsing: "B")])
        #expect(reports.map(\.series.description) == ["A", "B"])
        let broken = reports[0]
        #expect(broken.first.counter == 2)
        #expect(broken.last.counter == 9)
        #expect(broken.count == 5)
        #expect(broken.gaps == [1...1, 4...6])
        #expect(broken.duplicates == [7])
        #expect(broken.backdated.map(\.description) == ["2026-A-0009"])
        #expect(!broken.isSound)
        #expect(
            broken.sentence
                == "A: 2026-A-0002 to 2026-A-0009, 5 numbers, 0 void, 4 missing, 1 used twice, 1 with a year that goes back"
        )
        #expect(reports[1].isSound)
        #expect(
            reports[1].sentence
                == "B: 2026-B-0001 to 2026-B-0002, 2 numbers, 1 void, no gap, no duplicate; "
                + "closed at 2; later numbers may exist on paper")
        #expect(SeriesReport.audit([]).isEmpty)
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func `the audit agrees with looking for each number`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let series = try SeriesName(parsing: "A")
        let counters = (0..<random.number(1...20)).map { _ in UInt64(random.number(1...25)) }
        let numbers = try counters.map { counter in
            SeriesReport.Spent(try BillNumber(year: random.number(2025...2028), series: series, counter: counter))
        }
        let report = try #require(SeriesReport.audit(numbers).first)
        let highest = counters.max() ?? 0
        #expect(report.gaps.flatMap(Array.init) == (1...highest).filter { !counters.contains($0) }, "seed \(seed)")
        #expect(report.duplicates == (1...highest).filter { n in counters.count { $0 == n } > 1 }, "seed \(seed)")
        #expect(report.count == Set(counters).count)
        let backdated = numbers.map(\.number).filter { number in
            numbers.contains { $0.number.counter < number.counter && $0.number.year > number.year }
        }
        #expect(report.backdated == backdated.sorted(), "seed \(seed)")
    }

    @Test func `hostile counters cost nothing`() throws {
        let report = SeriesReport.audit(try spent(["2026-A-999999999", "2026-A-0001"]))[0]
        #expect(report.gaps == [2...999_999_998])
    }
}
