/// What is wrong with a line of a bill, or with its discount.
public enum LineFault: Error, Hashable, Sendable {
    case currency(Currency, bill: Currency)
    case negativePrice
    case quantity(Int64)
    case overflow
    case discountPercentage(Int)
    case discountTooLarge
    case discountOnMixedSigns

    var code: String {
        switch self {
        case .currency: "currency"
        case .negativePrice: "price"
        case .quantity: "quantity"
        case .overflow: "overflow"
        case .discountPercentage, .discountTooLarge: "discount"
        case .discountOnMixedSigns: "discount-signs"
        }
    }

    var reason: String {
        switch self {
        case .currency(let currency, let bill): "an amount in \(currency) on a bill in \(bill)"
        case .negativePrice: "the price is negative"
        case .quantity(let quantity): "\(quantity) is no quantity for a line"
        case .overflow: "the amount does not fit 64 bits of the currency's smallest unit"
        case .discountPercentage(let points): "a discount of \(points) hundredths of a percent"
        case .discountTooLarge: "the discount is negative, or larger than what it is taken off"
        case .discountOnMixedSigns: "some lines are sales and some are returns, so it has no share on each"
        }
    }

    var advice: String {
        switch self {
        case .currency: "make one bill per currency"
        case .negativePrice: "give back with a negative quantity"
        case .quantity: "give a whole number other than zero, at most \(BillLine.maximumQuantity)"
        case .overflow: "check quantity and price for a slip of the keyboard"
        case .discountPercentage: "give a percentage from 0 to 100"
        case .discountTooLarge: "take off at most the whole amount"
        case .discountOnMixedSigns: "put the discount on the lines"
        }
    }
}
