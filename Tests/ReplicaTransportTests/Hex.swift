/// The bytes that a hexadecimal literal of a standard's test vector stands for; spaces are ignored.
func bytes(hex: String) -> [UInt8] {
    let digits = hex.compactMap { $0.hexDigitValue.map(UInt8.init) }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
}
