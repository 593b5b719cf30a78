/// The kinds of value that are written as text in one form only.
public enum TextForm: String, Hashable, Sendable, CaseIterable {
    case date
    case billNumber = "bill-number"
    case seriesName = "series-name"
    case taxRule = "tax-rule"
    case taxRate = "tax-rate"
    case quantity
    case lineRequest = "line-request"
    case percent
    case billState = "bill-state"

    /// What the form is called in a message, with its article.
    var noun: String {
        switch self {
        case .date: "a date"
        case .billNumber: "a bill number"
        case .seriesName: "the name of a number series"
        case .taxRule: "a tax rule"
        case .taxRate: "a tax rate"
        case .quantity: "a quantity"
        case .lineRequest: "a line of a bill"
        case .percent: "a percentage"
        case .billState: "a state that a bill of a file can have"
        }
    }

    /// A text that has the form.
    var example: String {
        switch self {
        case .date: "2026-05-03"
        case .billNumber: "2026-B-0042"
        case .seriesName: "A or AB"
        case .taxRule: "included-line-1, included-bill-1, added-line-1 or added-bill-1"
        case .taxRate: "19 or 7.5 (percent, at most two decimals, at most 100)"
        case .quantity: "12, a whole number without separators"
        case .lineRequest: "PEN-01:2 or PEN-01:2@1.50 (SKU:QUANTITY@PRICE)"
        case .percent: "10 or 2.5 (at most two decimals, at most 100)"
        case .billState: BillTerms.State.allCases.map(\.rawValue).joined(separator: ", ")
        }
    }
}
