extension String {
    /// How many columns the text takes on a terminal: two for wide characters and emoji, none for combining marks. The text must have
    /// passed ``TerminalText/escaped(_:)``. After Unicode Standard Annex 11 and Markus Kuhn's `wcwidth`.
    package var displayWidth: Int {
        if utf8.allSatisfy({ $0 < 0x80 }) { return utf8.count }
        return reduce(0) { $0 + $1.displayWidth }
    }

    /// As much of the beginning as fits into `columns`, whole characters only.
    func prefix(columns: Int) -> Substring {
        var width = 0
        var end = startIndex
        while end < endIndex {
            width += self[end].displayWidth
            if width > columns { break }
            end = index(after: end)
        }
        return self[..<end]
    }

    /// The text with its first letter in lower case, unless a capital or a digit follows, as in an abbreviation.
    var lowercasedFirst: String {
        guard let first, dropFirst().first.map({ $0.isLowercase || $0 == " " }) ?? true else { return self }
        return first.lowercased() + dropFirst()
    }
}

extension Character {
    fileprivate var displayWidth: Int {
        let scalars = unicodeScalars
        let first = scalars[scalars.startIndex]
        if scalars.count == 1 { return first.displayWidth }
        if first.properties.isEmoji,
            scalars.dropFirst().contains(where: {
                $0.properties.isEmojiModifier || $0 == "\u{FE0F}" || $0 == "\u{200D}"
            })
        {
            return 2
        }
        if (0x1F1E6...0x1F1FF).contains(first.value) { return 2 }
        return scalars.reduce(0) { $0 + $1.displayWidth }
    }
}

extension Unicode.Scalar {
    /// East Asian Wide and Fullwidth beside the emoji, as ranges of Unicode 16. Code points not assigned within a range do no harm:
    /// they are escaped.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2630...0x2637, 0x268A...0x268F, 0x2E80...0x303E, 0x3041...0xA4CF,
        0xA960...0xA97C,
        0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6B, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
        0x16FE0...0x18D08,
        0x1AFF0...0x1B2FB, 0x1D300...0x1D376, 0x1F200...0x1F265, 0x20000...0x3FFFD,
    ]

    fileprivate var displayWidth: Int {
        if value < 0x300 { return value == 0xAD ? 1 : value < 0x20 ? 0 : 1 }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) { return 0 }
        if properties.isEmojiPresentation, !(0x1F1E6...0x1F1FF).contains(value) { return 2 }
        return Self.wide.contains { $0.contains(value) } ? 2 : 1
    }
}
