/// A rate of tax in hundredths of a percent (basis points): 1900 is 19 %, 750 is 7.5 %.
public struct TaxRate: TextRepresentable, Comparable {
    /// The highest rate that is read from a document, 1000 %: earlier versions took so much from people.
    public static let maximumBasisPoints = 100_000
    /// The highest rate that a person can give, 100 %.
    public static let maximumGivenBasisPoints = 10_000

    /// 0 to ``maximumBasisPoints``.
    public let basisPoints: Int

    /// No tax.
    public static let zero = TaxRate(unchecked: 0)

    private init(unchecked basisPoints: Int) {
        self.basisPoints = basisPoints
    }

    /// A rate from 0 to ``maximumBasisPoints``, or nil.
    public init?(basisPoints: Int) {
        guard (0...Self.maximumBasisPoints).contains(basisPoints) else { return nil }
        self.init(unchecked: basisPoints)
    }

    /// Reads percents, with or without the sign: `19`, `7.5`, `7.50`, `19%`; at most ``maximumGivenBasisPoints``.
    public init(parsing text: String) throws(ShopError) {
        guard let points = Percent.basisPoints(of: text, atMost: Self.maximumGivenBasisPoints) else {
            throw .malformed(.taxRate, text)
        }
        self.init(unchecked: points)
    }

    /// Percents without needless zeros: `19`, `7.5`.
    public var description: String { Percent.text(basisPoints) }

    /// By height.
    public static func < (one: TaxRate, other: TaxRate) -> Bool { one.basisPoints < other.basisPoints }
}
