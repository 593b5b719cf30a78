extension TextKind {
    /// The longest run of accents on one letter: the bound of the Stream-Safe Text Format (UAX #15).
    public static let maximumMarks = 30
    /// How much longer than ``maximumBytes`` a text may be before it is normalised and trimmed.
    static let rawAllowance = 4

    /// What is stored for a text that a person typed or a file contains. To be called where text enters, and only there.
    ///
    /// The result is in Unicode normalisation form C, without blanks at its ends, not empty, within ``maximumBytes``,
    /// and can be compared as bytes. Refused, with a ``TextFault`` that names the character, rather than mended:
    /// - control characters (line breaks are kept in a note, as `\n`),
    /// - characters that reorder or override the direction of others (U+202A…202E, U+2066…2069): with them a line of a
    ///   bill can be made to read other than it is. The plain marks U+200E, U+200F and U+061C are kept, since names in
    ///   Arabic and Hebrew need them and they reorder nothing else,
    /// - invisible characters by which two names differ while they look alike (U+200B, U+2060, U+FEFF, U+00AD, tags, …).
    ///   The joiners U+200C and U+200D are kept: Persian, Indian scripts and emoji need them,
    /// - U+FFFD and noncharacters, the traces of a wrong encoding.
    ///
    /// - Throws: ``ShopError/text(_:_:)``
    public func clean(_ raw: String) throws(ShopError) -> String {
        do {
            return try cleaned(raw)
        } catch {
            throw .text(self, error)
        }
    }

    /// The same, but nil for a text that is empty or blank.
    public func cleanOptional(_ raw: String) throws(ShopError) -> String? {
        raw.unicodeScalars.allSatisfy(\.properties.isWhitespace) ? nil : try clean(raw)
    }

    private func cleaned(_ raw: String) throws(TextFault) -> String {
        guard raw.utf8.count <= maximumBytes * Self.rawAllowance else { throw .tooLong(limit: maximumBytes) }
        let scalars = Array(raw.composed.unicodeScalars)
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { throw .empty }
        var text = String.UnicodeScalarView()
        var marks = 0
        var index = first
        while index <= last {
            let scalar = scalars[index]
            index += 1
            if isMultiline, scalar == "\r", index <= last, scalars[index] == "\n" { continue }
            try check(scalar)
            marks = scalar.properties.canonicalCombiningClass == .notReordered ? 0 : marks + 1
            guard marks <= Self.maximumMarks else { throw .tooManyMarks }
            text.append(scalar)
        }
        let result = self == .country ? String(text).uppercased() : String(text)
        guard result.utf8.count <= maximumBytes else { throw .tooLong(limit: maximumBytes) }
        try checkForm(result)
        return result
    }

    private func check(_ scalar: Unicode.Scalar) throws(TextFault) {
        switch scalar.textHazard {
        case .lineBreak where isMultiline && scalar == "\n": return
        case .lineBreak: throw .lineBreak
        case .control: throw .control(scalar.value)
        case .direction: throw .direction(scalar.value)
        case .invisible: throw .invisible(scalar.value)
        case .broken: throw .brokenEncoding
        case nil: guard allows(scalar) else { throw .notAllowed(scalar.value) }
        }
    }

    private func checkForm(_ text: String) throws(TextFault) {
        switch self {
        case .email:
            let parts = text.split(separator: "@", omittingEmptySubsequences: false)
            guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else { throw .form }
        case .sku:
            guard text.unicodeScalars.first?.isASCIIAlphanumeric == true else { throw .form }
        case .country:
            guard CountryCode.isKnown(text) else { throw .form }
        case .name, .barcode, .reference, .phone, .address, .city, .postcode, .note: return
        }
    }
}
