import ReplicaShop
import Testing

@Suite struct BillNumberTests {
    func number(_ text: String) throws -> BillNumber { try BillNumber(parsing: text) }

    @Test(arguments: ["2026-B-0042", "2026-A-0001", "2026-AC4.K7QWX-12345", "0001-A-999999999"])
    func `a number is read as it is written`(text: String) throws {
        #expect(try number(text).description == text)
    }

    @Test(arguments: [
        "", "2026-B-42", "2026-B-00042", "2026-B-0000", "2026-b-0042", "26-B-0042", "2026-B-0042 ",
        "2026--0042", "2026-B", "2026-B-0042-1", "+2026-B-0042", "2026-B-+042", "2026-E-0001", "2026-B-1000000000",
        "2026-B-99999999999999999999", "0000-B-0001", "10000-B-0001", "2026-B.-0001",
    ])
    func `what is no number is refused`(text: String) {
        #expect(throws: ShopError.malformed(.billNumber, text)) { try number(text) }
    }

    @Test func `numbers order by series, then counter`() throws {
        let sorted = ["2027-A-0003", "2026-A-10000", "2026-AB-0001", "2026-B-0002"]
        #expect(try sorted.reversed().map(number).sorted().map(\.description) == sorted)
    }

    @Test func `the counter runs on through the years and the year never goes back`() throws {
        let series = try SeriesName(parsing: "B")
        let may = try Day(parsing: "2026-05-03")
        let first = try BillNumber.next(after: nil, in: series, today: may)
        #expect(first.description == "2026-B-0001")
        let newYear = try BillNumber.next(after: first, in: series, today: Day(parsing: "2027-01-01"))
        #expect(newYear.description == "2027-B-0002")
        let wrongClock = try BillNumber.next(after: newYear, in: series, today: may)
        #expect(wrongClock.description == "2027-B-0003")
        let last = try BillNumber(year: 2026, series: series, counter: BillNumber.maximumCounter)
        #expect(throws: ShopError.series(.exhausted)) { try BillNumber.next(after: last, in: series, today: may) }
        #expect(throws: ShopError.series(.sequence)) {
            try BillNumber.next(after: first, in: SeriesName(parsing: "A"), today: may)
        }
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func `whatever the clock does, a series is sound`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let series = try SeriesName(parsing: "A")
        var last: BillNumber?
        var spent: [SeriesReport.Spent] = []
        for _ in 0..<200 {
            let today = try #require(Day(number: random.number(0...40_000)))
            let next = try BillNumber.next(after: last, in: series, today: today)
            spent.append(.init(next, isVoid: random.chance(10)))
            last = next
        }
        let report = try #require(SeriesReport.audit(spent.shuffled(using: &random)).first)
        #expect(report.isSound, "seed \(seed)")
        #expect(report.count == 200)
        #expect(report.voids == spent.count(where: \.isVoid))
        #expect(report.last == last)
    }
}
