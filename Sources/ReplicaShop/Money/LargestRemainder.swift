/// Splits a whole number into whole parts that always add up, each within one of its exact share.
///
/// Every part gets its share rounded down; what is then missing goes, one each, to those that lost most, the earlier
/// one first among equals (Hamilton's method). Used to lay a bill's tax and a bill's discount upon its lines.
/// The method mirrors: shares with the other sign give parts with the other sign.
enum LargestRemainder {
    /// The parts of `total`, whose exact shares are `numerators[i] / denominator`.
    ///
    /// - Precondition: `denominator` is above zero, and `total` is the sum of the shares rounded up or down.
    static func parts(of total: Int128, numerators: [Int128], over denominator: Int128) -> [Int128] {
        let sign: Int128 = (numerators.first { $0 != 0 } ?? 0) < 0 ? -1 : 1
        var parts: [Int128] = []
        var remainders: [(lost: Int128, index: Int)] = []
        var missing = total * sign
        for (index, numerator) in numerators.enumerated() {
            var (quotient, remainder) = (numerator * sign).quotientAndRemainder(dividingBy: denominator)
            if remainder < 0 {
                quotient -= 1
                remainder += denominator
            }
            parts.append(quotient)
            missing -= quotient
            if remainder > 0 { remainders.append((remainder, index)) }
        }
        precondition(
            missing >= 0 && missing <= remainders.count, "\(total) is not the sum of \(numerators.count) shares")
        remainders.sort { $0.lost != $1.lost ? $0.lost > $1.lost : $0.index < $1.index }
        for (_, index) in remainders.prefix(Int(missing)) {
            parts[index] += 1
        }
        return parts.map { $0 * sign }
    }
}
