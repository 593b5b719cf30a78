/// Why a character is not taken into a text.
enum TextHazard {
    case control
    case lineBreak
    case direction
    case invisible
    case broken
}

extension Unicode.Scalar {
    /// What is wrong with the character in any text, or nil.
    var textHazard: TextHazard? {
        switch value {
        case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: .lineBreak
        case 0x00...0x1F, 0x7F...0x9F: .control
        case 0x202A...0x202E, 0x2066...0x2069, 0x206A...0x206F: .direction
        case 0xAD, 0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x200B, 0x2060...0x2065, 0x3164, 0xFEFF,
            0xFFA0, 0xFFF0...0xFFFC, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE00FF,
            0xE01F0...0xE0FFF:
            .invisible
        case 0xFFFD, 0xFDD0...0xFDEF: .broken
        default: value & 0xFFFE == 0xFFFE ? .broken : nil
        }
    }

    /// Whether it could act on a terminal, or hide something in it.
    var isUnsafeToShow: Bool { textHazard != nil }

    var isASCIIDigit: Bool { (0x30...0x39).contains(value) }

    var isASCIIAlphanumeric: Bool {
        isASCIIDigit || (0x41...0x5A).contains(value) || (0x61...0x7A).contains(value)
    }
}
