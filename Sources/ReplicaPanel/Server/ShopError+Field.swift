import ReplicaShop

extension ShopError {
    /// The member of a request that the error is about, by the name that all routes give it; nil if it is about no single one.
    var field: String? {
        switch self {
        case .text(let kind, _): kind.rawValue
        case .unknownCurrency: "currency"
        case .billDiscount: "discount"
        case .line(let line, _): "lines[\(line - 1)]"
        case .tooManyLines, .trade(.noLines): "lines"
        case .dayOutOfRange: "date"
        case .trade(.keyTaken(.product, _)): "sku"
        case .trade(.keyTaken(.customer, _)): "ref"
        case .trade(.tooMuch), .trade(.notPositive), .trade(.currency): "amount"
        case .trade(.dueBeforeDate): "due"
        case .trade(.draftWithoutCustomer), .trade(.notFound(.customer, _)), .trade(.ambiguous(.customer, _)):
            "customer"
        case .stock(.noteMissing): "note"
        case .stock(.notByHand): "reason"
        case .stock, .trade(.quantity), .trade(.outOfStock), .trade(.notThere): "quantity"
        case .trade(.place): "location"
        case .trade(.scan): "scan"
        case .trade(.whichPayment), .trade(.reversed): "payment"
        case .trade(.whichQuestion): "question"
        case .amount, .mixedCurrencies, .overflow, .malformed, .series, .csv, .trade: nil
        }
    }
}
