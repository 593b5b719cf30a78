import Foundation
import ReplicaShop
import Testing

@Suite struct DayTests {
    @Test func `days count from 1970`() throws {
        #expect(try Day(parsing: "1970-01-01").number == 0)
        #expect(try Day(parsing: "2000-03-01").number == 11_017)
        #expect(try Day(parsing: "1969-12-31").number == -1)
        #expect(Day(year: 2026, month: 5, day: 3)?.weekday == 6)
        #expect(Day(year: 1970, month: 1, day: 1)?.weekday == 3)
        #expect(Day(year: 1969, month: 12, day: 29)?.weekday == 0)
    }

    @Test func `every day from 1 to 9999 follows the one before`() throws {
        // The obvious twin: count days by the rule of the leap years.
        let first = try #require(Day(year: 1, month: 1, day: 1))
        var (year, month, day) = (1, 1, 1)
        var number = first.number
        while year <= 9999 {
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            // All days are counted; the ends of months are compared, and one whole year in 400.
            if day == 1 || day == lengths[month - 1] || year % 400 == 1 {
                let found = Day(number: number)
                guard found?.date ?? (0, 0, 0) == (year, month, day), Day(year: year, month: month, day: day) == found
                else {
                    Issue.record("\(year)-\(month)-\(day) is not day \(number)")
                    return
                }
            }
            number += 1
            day += 1
            if day > lengths[month - 1] { (month, day) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
        }
        #expect(Day(number: number) == nil)
        #expect(Day(number: first.number - 1) == nil)
    }

    @Test(arguments: [
        "2026-02-29", "2100-02-29", "2026-04-31", "2026-13-01", "2026-00-01", "2026-01-00", "2026-1-1",
        "26-01-01", "2026/01/01", "2026-01-01 ", "0000-01-01", "", "2026-01-0１", "+026-01-01", "2026-01-01T00:00",
    ])
    func `what is no date is refused`(text: String) {
        #expect(throws: ShopError.malformed(.date, text)) { try Day(parsing: text) }
    }

    @Test func `days are added within bounds`() throws {
        let day = try Day(parsing: "2024-02-28")
        #expect(try day.adding(days: 2).description == "2024-03-01")
        #expect(try day.adding(days: -59).description == "2023-12-31")
        #expect(try day.adding(days: 366).days(since: day) == 366)
        #expect(throws: ShopError.dayOutOfRange) { try day.adding(days: .max) }
        #expect(throws: ShopError.dayOutOfRange) { try day.adding(days: .min) }
        #expect(throws: ShopError.dayOutOfRange) { try Day(parsing: "9999-12-31").adding(days: 1) }
        #expect(try Day(parsing: "0001-01-01") < day)
    }

    @Test func `a day is coded as its text`() throws {
        let day = try Day(parsing: "2026-05-03")
        let json = try JSONEncoder().encode([day])
        #expect(String(decoding: json, as: UTF8.self) == #"["2026-05-03"]"#)
        #expect(try JSONDecoder().decode([Day].self, from: json) == [day])
    }
}
