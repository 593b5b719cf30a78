import Foundation
import ReplicaShop

/// Moments as text (RFC 3339).
enum TimeText {
    /// The present moment by this node's clock.
    static var nowMicroseconds: UInt64 { UInt64(max(0, Date().timeIntervalSince1970) * 1_000_000) }

    /// `2026-05-03T12:02:00.125Z`; years beyond 9999 show the last moment of it.
    static func utc(microseconds: UInt64) -> String { MomentText.utc(microseconds: microseconds) }

    /// Where a list begins: a day (its beginning where the shop is), or a moment with its zone.
    static func start(_ text: String, in zone: TimeZone) -> (day: Day, microseconds: UInt64)? {
        if let day = try? Day(parsing: text) {
            let seconds = Double(day.number) * 86_400
            let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: seconds))
            return (day, UInt64(clamping: (Int64(day.number) * 86_400 - Int64(offset)) * 1_000_000))
        }
        guard let microseconds = moment(Array(text.utf8)) else { return nil }
        let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(microseconds) / 1_000_000))
        guard let day = Day(number: Int((Double(microseconds) / 1_000_000 + Double(offset)) / 86_400)) else {
            return nil
        }
        return (day, UInt64(clamping: microseconds))
    }

    /// `2026-05-03T14:02:00[.5…](Z|±02:00)` in microseconds since 1970.
    private static func moment(_ text: [UInt8]) -> Int64? {
        guard text.count >= 20, text[10] == UInt8(ascii: "T") || text[10] == UInt8(ascii: "t"),
            let day = try? Day(parsing: String(decoding: text[0..<10], as: UTF8.self)),
            let hours = number(text[11..<13], to: 23), let minutes = number(text[14..<16], to: 59),
            let seconds = number(text[17..<19], to: 60), text[13] == UInt8(ascii: ":"), text[16] == UInt8(ascii: ":")
        else { return nil }
        var rest = text[19...]
        var micros: Int64 = 0
        if rest.first == UInt8(ascii: ".") {
            let digits = rest.dropFirst().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            guard !digits.isEmpty, digits.count <= 9 else { return nil }
            micros =
                Int64(String(decoding: digits, as: UTF8.self).padding(toLength: 6, withPad: "0", startingAt: 0)) ?? 0
            rest = rest.dropFirst(1 + digits.count)
        }
        guard let offset = offset(Array(rest)) else { return nil }
        let ofDay = Int64(hours * 3600 + minutes * 60 + seconds - offset)
        return (Int64(day.number) * 86_400 + ofDay) * 1_000_000 + micros
    }

    /// Seconds east of Greenwich.
    private static func offset(_ text: [UInt8]) -> Int? {
        if text == [UInt8(ascii: "Z")] || text == [UInt8(ascii: "z")] { return 0 }
        guard text.count == 6, text[3] == UInt8(ascii: ":"), let hours = number(text[1..<3], to: 23),
            let minutes = number(text[4..<6], to: 59)
        else { return nil }
        switch text[0] {
        case UInt8(ascii: "+"): return hours * 3600 + minutes * 60
        case UInt8(ascii: "-"): return -(hours * 3600 + minutes * 60)
        default: return nil
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>, to limit: Int) -> Int? {
        guard digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let number = Int(String(decoding: digits, as: UTF8.self)), number <= limit
        else { return nil }
        return number
    }
}
