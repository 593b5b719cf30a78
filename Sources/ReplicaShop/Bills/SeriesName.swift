// Numbers are given out offline, so each series has exactly one writer, and its name must be unique without asking
// anybody. It is built like a path: a first admin's component, then one for each invitation on the way.
//
//     A          the first admin              component = letter digit*     (letters without vowels but A, digits 2…9)
//     AC4        invited by A                 the 23rd number of A's own sequence
//     AC4.K7QWX  the same after a restore     "." and five characters of the new incarnation's random bits
//     AC4.K7QWXB invited by that incarnation
//
// A component begins with a letter and goes on with digits, and the random part has a fixed length: so a name can be
// taken apart in one way only, and two different paths never read alike. The prefix of an invited name is the name of
// the inviting incarnation, since a new incarnation counts its own sequence from the beginning again.
// 0, 1, I, O and the other vowels but a leading A are left out: no look-alikes, and no words.

/// The name of a number series, which exactly one replica writes: `A`, `AB`, `AC4.K7QWX`.
public struct SeriesName: TextRepresentable, Comparable {
    /// The longest name, in bytes. An invitation that would make a longer one is refused.
    public static let maximumBytes = 48
    /// How many characters an incarnation adds.
    static let incarnationCharacters = 5

    private static let letters = Array("BCDFGHJKLMNPQRSTVWXYZ".utf8)
    private static let digits = Array("23456789".utf8)
    private static let randoms = letters + digits
    private static let dot = UInt8(ascii: ".")

    private let bytes: [UInt8]

    private init(checking bytes: [UInt8]) throws(ShopError) {
        guard bytes.count <= Self.maximumBytes else { throw .series(.nameTooLong) }
        self.bytes = bytes
    }

    /// The series of a first admin, by the serial (1, 2, …) of the root statement that names it: `A`, then `B`, `C`, …
    public init(firstAdminSerial serial: UInt64) throws(ShopError) {
        guard serial > 0 else { throw .series(.sequence) }
        try self.init(checking: Self.component([UInt8(ascii: "A")] + Self.letters, serial - 1))
    }

    /// The series of somebody whom the writer of this series invited.
    ///
    /// - Parameter sequence: a number (1, 2, …) that this writer's incarnation never uses for another invitation: the
    ///   sequence number of its delta with the admission.
    public func invited(sequence: UInt64) throws(ShopError) -> SeriesName {
        guard sequence > 0 else { throw .series(.sequence) }
        return try SeriesName(checking: bytes + Self.component(Self.letters, sequence - 1))
    }

    /// The series of a later incarnation of this writer, from some of the incarnation's random bits.
    public func incarnation(random: UInt64) throws(ShopError) -> SeriesName {
        let count = UInt64(Self.randoms.count)
        var rest = random
        var suffix: [UInt8] = []
        for _ in 0..<Self.incarnationCharacters {
            suffix.append(Self.randoms[Int(rest % count)])
            rest /= count
        }
        return try SeriesName(checking: ownPath + [Self.dot] + suffix)
    }

    /// Reads a name. Throws ``ShopError`` if no series could be called that.
    public init(parsing text: String) throws(ShopError) {
        guard let bytes = Self.checked(text) else { throw .malformed(.seriesName, text) }
        self.bytes = bytes
    }

    /// The name, in ASCII.
    public var description: String { String(decoding: bytes, as: UTF8.self) }

    /// By bytes: a series comes before those that were invited from it.
    public static func < (one: SeriesName, other: SeriesName) -> Bool {
        one.bytes.lexicographicallyPrecedes(other.bytes)
    }

    /// Without the random part that this writer's own incarnation added.
    private var ownPath: [UInt8] {
        let suffix = Self.incarnationCharacters + 1
        return bytes.count > suffix && bytes[bytes.count - suffix] == Self.dot ? Array(bytes.dropLast(suffix)) : bytes
    }

    /// A letter for `index` within the alphabet, and digits for how often it went round: one text for each number.
    private static func component(_ letters: [UInt8], _ index: UInt64) -> [UInt8] {
        let (rounds, letter) = index.quotientAndRemainder(dividingBy: UInt64(letters.count))
        var text: [UInt8] = []
        var rest = rounds
        while rest > 0 {
            let (higher, digit) = (rest - 1).quotientAndRemainder(dividingBy: UInt64(digits.count))
            text.insert(digits[Int(digit)], at: 0)
            rest = higher
        }
        return [letters[Int(letter)]] + text
    }

    private static func checked(_ text: String) -> [UInt8]? {
        let bytes = Array(text.utf8.prefix(maximumBytes + 1))
        guard bytes.count <= maximumBytes, let first = bytes.first,
            first == UInt8(ascii: "A") || letters.contains(first)
        else { return nil }
        var index = 1
        while index < bytes.count {
            if bytes[index] == dot {
                let suffix = bytes[(index + 1)...].prefix(incarnationCharacters)
                guard suffix.count == incarnationCharacters, suffix.allSatisfy(randoms.contains) else { return nil }
                index += 1 + incarnationCharacters
                guard index == bytes.count || letters.contains(bytes[index]) else { return nil }
            } else {
                guard letters.contains(bytes[index]) || digits.contains(bytes[index]) else { return nil }
                index += 1
            }
        }
        return bytes
    }
}
