@_spi(_Unicode) import Swift

extension String {
    /// Whether the text is in Unicode's normalization form C (UAX #15), so that equal text means equal bytes. Swift's own
    /// `==` compares canonically: without this rule two names with different bytes would be one key.
    package var isNormalizedC: Bool {
        if utf8.allSatisfy({ $0 < 0x80 }) { return true }
        return normalizedC.utf8.elementsEqual(utf8)
    }

    /// The text in normalization form C.
    package var normalizedC: String {
        if utf8.allSatisfy({ $0 < 0x80 }) { return self }
        var scalars = UnicodeScalarView()
        for scalar in _nfc { scalars.append(scalar) }
        return String(scalars)
    }
}
