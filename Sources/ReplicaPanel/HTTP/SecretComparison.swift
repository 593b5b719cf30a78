/// Comparison of secrets.
package enum SecretComparison {
    /// Whether both are equal, in a time that depends on the length of `given` alone, so that a caller who measures learns nothing about
    /// where a wrong guess begins to be wrong. An empty secret equals nothing.
    package static func isEqual(_ given: String, to secret: String) -> Bool {
        let expected = Array(secret.utf8)
        guard !expected.isEmpty else { return false }
        var difference = UInt8(given.utf8.count == expected.count ? 0 : 1)
        for (index, byte) in given.utf8.enumerated() { difference |= byte ^ expected[index % expected.count] }
        return difference == 0
    }
}
