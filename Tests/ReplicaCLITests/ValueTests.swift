import ReplicaCommand
import Testing

@Suite struct ValueTests {
    @Test(arguments: [
        ("10m", 600_000), ("1h30m", 5_400_000), ("500ms", 500), ("2w", 1_209_600_000), ("0s", 0), ("1d1ms", 86_400_001),
    ])
    func `durations carry their units`(text: String, milliseconds: Int) throws {
        let duration = try #require(DurationText.parse(text))
        #expect(duration == .milliseconds(milliseconds))
        #expect(DurationText.parse(DurationText.format(duration)) == duration)
    }

    @Test(arguments: [
        "", "10", "m", "10 m", "-5s", "1m1h", "1s1s", "1.5h", "99999999999999999999s", "11000w", "10M", "٣s",
    ])
    func `other durations are refused`(text: String) {
        #expect(DurationText.parse(text) == nil)
    }

    @Test(arguments: [
        ("12.50", 2, 1_250), ("12.5", 2, 1_250), ("12", 0, 12), ("12.0", 0, 12), (".5", 2, 50), ("-3.1", 1, -31),
        ("0.125", 3, 125),
        ("92233720368547758.07", 2, Int64.max),
    ])
    func `decimals become minor units exactly`(text: String, exponent: Int, minor: Int64) {
        #expect(DecimalNumber(text)?.minorUnits(exponent: exponent) == minor)
    }

    @Test(arguments: [
        "", ".", "1.", "12,5", "-0", "-0.00", "1,000.50", "1e3", "--1", "+1", "0x1", "99999999999999999999",
        "1.0000000000", "½", "1 ",
    ])
    func `other decimals are refused`(text: String) {
        #expect(DecimalNumber(text) == nil)
    }

    @Test func `a decimal finer than the currency, or too large for it, has no minor units`() {
        #expect(DecimalNumber("12.505")?.minorUnits(exponent: 2) == nil)
        #expect(DecimalNumber("9223372036854775807")?.minorUnits(exponent: 2) == nil)
    }

    @Test(arguments: ["till-2.local:7000", "192.168.1.20:0", "[fe80::1%eth0]:65535", "a:1"])
    func `addresses read as they are written`(text: String) {
        #expect(HostPort(text)?.description == text)
    }

    @Test(arguments: [
        "", ":1", "host", "host:", "host:65536", "host:+1", "::1:80", "[::1]", "[]:1", "[host]:1", "a b:1", "h/:1",
        "é:1",
    ])
    func `other addresses are refused`(text: String) {
        #expect(HostPort(text) == nil)
    }

    @Test func `lines of bills name product, quantity and perhaps a price`() {
        #expect(BillLineText("PEN-01:3")?.quantity == 3)
        #expect(BillLineText("A:B:2@1.20")?.sku == "A:B")
        #expect(BillLineText("A:2@1.20")?.price == DecimalNumber("1.20"))
        for wrong in ["A", ":2", "A:", "A:0", "A:-1", "A:+1", "A:1@", "A:1@-2", "A:1@2@3", "A:1.5"] {
            #expect(BillLineText(wrong) == nil, "\(wrong)")
        }
    }

    @Test func `references hold a collection and the rest`() throws {
        let reference = try #require(DocumentReference("product/A.1.stock"))
        #expect(reference.collection == "product")
        #expect(reference.readings.map(\.key) == ["A.1", "A.1.stock"])
        #expect(reference.readings.map(\.field) == ["stock", nil])
        for wrong in ["", "bill", "/x", "bill/", "b1/x"] { #expect(DocumentReference(wrong) == nil, "\(wrong)") }
    }

    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2026-05-03T14:02:11.250Z", 1_777_816_931_250),
        ("2026-05-03 16:02:11+02:00", 1_777_816_931_000),
        ("1969-12-31T23:59:59.5Z", -500), ("2000-02-29T00:00:00-23:59", 951_868_740_000),
    ])
    func `times read by RFC 3339`(text: String, milliseconds: Int64) {
        #expect(Timestamp(rfc3339: text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "2026-05-03", "2026-05-03T14:02:11", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-05-03T24:00:00Z",
        "2026-05-03T14:02:11.Z", "2026-05-03T14:02:11Zx", "2026-05-03T14:02:11+2:00", "２026-05-03T14:02:11Z",
    ])
    func `other times are refused`(text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }

    @Test func `days and their numbers agree over four centuries`() {
        var last = ""
        for number in -40_000...106_000 where number % 7 < 3 {
            let time = Timestamp(milliseconds: Int64(number) * 86_400_000)
            let text = time.rfc3339
            if Timestamp(rfc3339: text) != time || text <= last { Issue.record("day \(number): \(text) after \(last)") }
            last = text
        }
    }

    @Test func `moments are days, times or ages`() {
        #expect(Moment("7d") == .ago(.seconds(604_800)))
        #expect(Moment("2026-05-03") == CalendarDate("2026-05-03").map(Moment.day))
        #expect(Moment("2026-05-03T00:00:00Z") == Timestamp(rfc3339: "2026-05-03T00:00:00Z").map(Moment.time))
        #expect(Moment("yesterday") == nil)
    }
}
