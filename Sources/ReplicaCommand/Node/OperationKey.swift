/// The name of one action of the user, made before the first attempt, under which the node carries it out only once.
package struct OperationKey: Sendable, Equatable {
    /// 128 random bits in hexadecimal.
    package let text: String

    /// A new name.
    package init() {
        var generator = SystemRandomNumberGenerator()
        let digits = (0..<2).map { _ in
            let half = String(generator.next() as UInt64, radix: 16)
            return String(repeating: "0", count: 16 - half.count) + half
        }
        text = digits.joined()
    }
}
