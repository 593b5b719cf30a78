import ReplicaShop

/// The totals once more, slowly and by the words of the rule, as the twin that the real function is compared with.
///
/// Amounts are small enough for plain integers; fractions are compared by cross-multiplication, one unit at a time.
enum RoundingTwin {
    struct Line {
        var net = 0
        var tax = 0
        var gross = 0
    }

    /// The whole number nearest to `numerator / denominator`: the smaller of the two distances, a tie away from zero.
    static func nearest(_ numerator: Int, _ denominator: Int) -> Int {
        let magnitude = abs(numerator)
        var whole = 0
        var step = 1
        while (whole + step) * denominator <= magnitude { step *= 2 }
        while step > 0 {
            if (whole + step) * denominator <= magnitude { whole += step }
            step /= 2
        }
        let below = magnitude - whole * denominator
        let above = (whole + 1) * denominator - magnitude
        return (above <= below ? whole + 1 : whole) * (numerator < 0 ? -1 : 1)
    }

    /// Gives out `total` unit by unit, always to the part that is furthest below its share.
    static func split(_ total: Int, shares: [Int], _ denominator: Int) -> [Int] {
        guard let first = shares.first(where: { $0 != 0 }) else { return shares.map { _ in 0 } }
        if first < 0 { return split(-total, shares: shares.map { -$0 }, denominator).map { -$0 } }
        var parts = shares.map { Int((Double($0) / Double(denominator)).rounded(.down)) }
        for index in parts.indices {
            while parts[index] * denominator > shares[index] { parts[index] -= 1 }
            while (parts[index] + 1) * denominator <= shares[index] { parts[index] += 1 }
        }
        while parts.reduce(0, +) < total {
            let lacking = parts.indices.max { one, other in
                let first = shares[one] - parts[one] * denominator
                let second = shares[other] - parts[other] * denominator
                return first != second ? first < second : one > other
            }
            parts[lacking ?? 0] += 1
        }
        return parts
    }

    static func lines(amounts: [Int], rates: [Int], rule: TaxRule) -> [Line] {
        var taxes = amounts.map { _ in 0 }
        for rate in Set(rates) {
            let denominator = rule.prices == .included ? 10_000 + rate : 10_000
            let members = amounts.indices.filter { rates[$0] == rate }
            let shares = members.map { amounts[$0] * rate }
            let parts =
                rule.precision == .line
                ? shares.map { nearest($0, denominator) }
                : split(nearest(shares.reduce(0, +), denominator), shares: shares, denominator)
            for (member, part) in zip(members, parts) { taxes[member] = part }
        }
        return zip(amounts, taxes).map { amount, tax in
            rule.prices == .included
                ? Line(net: amount - tax, tax: tax, gross: amount) : Line(net: amount, tax: tax, gross: amount + tax)
        }
    }
}
