/// The bytes that a hexadecimal literal of a test vector stands for; whatever is no digit is ignored.
func bytes(hex: String) -> [UInt8] {
    let digits = hex.compactMap { $0.hexDigitValue.map(UInt8.init) }
    precondition(digits.count % 2 == 0, "half a byte in \(hex)")
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
}
