/// The one way in which this target rounds: to the nearest whole number, a tie away from zero (1.5 → 2, −1.5 → −2).
///
/// That is the commercial rounding of DIN 1333. It mirrors, so a credit over the same lines is exactly the negative of
/// its bill. Banker's rounding is not used.
enum Rounding {
    /// `numerator / denominator`, rounded. The denominator is above zero and below 2^126.
    static func nearest(_ numerator: Int128, over denominator: Int128) -> Int128 {
        precondition(denominator > 0, "a share of \(denominator)")
        let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
        let isUp = remainder.magnitude >= (denominator - 1).magnitude / 2 + 1
        return isUp ? quotient + numerator.signum() : quotient
    }
}
