extension TradeFault {
    /// What a program, an exit status or an HTTP status makes of it.
    var kind: ShopErrorKind {
        switch self {
        case .notFound, .ambiguous: .notFound
        case .adminsOnly: .notPermitted
        case .lineKey, .notPositive, .quantity, .scan, .place, .currency, .dueBeforeDate: .invalid
        case .move, .noSettings, .keyTaken, .draftIssued, .draftWithoutCustomer, .noLines, .outOfStock, .notThere,
            .negativeTotal,
            .billVoid, .billPaid, .billCredited, .tooMuch, .nothingOpen, .nothingReceived, .reversed, .whichPayment,
            .whichQuestion, .draft, .notSettled, .noSeries, .irreversible:
            .refused
        }
    }

    var code: String {
        switch self {
        case .notFound(let thing, _): "\(thing.rawValue).missing"
        case .ambiguous(let thing, _): "\(thing.rawValue).ambiguous"
        case .adminsOnly: "role.admin"
        case .move: "bill.move"
        case .noSettings: "shop.settings"
        case .keyTaken(let thing, _): "\(thing.rawValue).taken"
        case .draftIssued: "draft.issued"
        case .draftWithoutCustomer: "draft.customer"
        case .noLines: "bill.lines"
        case .lineKey: "line.key"
        case .outOfStock: "stock.out"
        case .notThere: "stock.not-there"
        case .negativeTotal: "bill.total"
        case .dueBeforeDate: "bill.due"
        case .billVoid: "bill.void"
        case .billPaid: "bill.void.paid"
        case .billCredited: "bill.void.credited"
        case .tooMuch: "amount.too-much"
        case .nothingOpen: "bill.settled"
        case .nothingReceived: "bill.unpaid"
        case .currency: "amount.currency"
        case .notPositive: "amount.zero"
        case .reversed: "payment.reversed"
        case .whichPayment: "payment.which"
        case .whichQuestion: "question.which"
        case .draft: "bill.draft"
        case .quantity: "quantity.range"
        case .scan: "count.scan"
        case .notSettled: "conflict.unsettled"
        case .place: "place.name"
        case .irreversible: "movement.irreversible"
        case .noSeries: "series.missing"
        }
    }

    var reason: String {
        switch self {
        case .notFound(let thing, let text): "there is no \(thing.rawValue) \(ShopError.quoted(text))"
        case .ambiguous(let thing, let text):
            "the ids of several \(thing.rawValue)s begin with \(ShopError.quoted(text))"
        case .adminsOnly(let what): "only an admin's computer may \(what), and this is a customer's"
        case .move(let from, let to): Self.moveReason(Self.word(from), to)
        case .noSettings: "this computer has not heard the shop's settings yet"
        case .keyTaken(let thing, let key): "another \(thing.rawValue) has \(ShopError.quoted(key))"
        case .draftIssued(let number): "the draft was issued as \(number), and an issued bill is never edited"
        case .draftWithoutCustomer: "the draft says not for whom it is"
        case .noLines: "a bill without lines is none"
        case .lineKey(let key): "\(ShopError.quoted(key)) can't name a line"
        case .outOfStock(let sku, let level): "\(sku) must not go below zero, and its level is \(level)"
        case .notThere(let sku, let level, let place, _):
            level == 0 ? "nothing of \(sku) lies in \(place)" : "the level of \(sku) in \(place) is only \(level)"
        case .negativeTotal: "the total of a bill must not be below zero"
        case .dueBeforeDate: "the due day lies before the day of the bill"
        case .billVoid(let number): "\(number) is void"
        case .billPaid(let number): "\(number) has money on it"
        case .billCredited(let number): "\(number) has a credit on it"
        case .tooMuch(let limit): "the amount is more than \(limit)"
        case .nothingOpen(let number): "nothing is open on \(number)"
        case .nothingReceived(let number): "no money is recorded on \(number)"
        case .currency(let one, let bill): "the amount is in \(one) and the bill in \(bill)"
        case .notPositive: "the amount must be above zero"
        case .reversed(let id): "the entry \(ShopError.quoted(id)) is reversed already, or is a reversal"
        case .whichPayment(let standing):
            standing.isEmpty
                ? "the bill has no entry that stands, so that nothing can be reversed"
                : "several entries of the bill stand: \(Self.list(standing))"
        case .whichQuestion(let open):
            open.isEmpty
                ? "no question about the bill waits for an answer"
                : "several questions wait for an answer: \(Self.list(open))"
        case .draft(let text, nil): "\(ShopError.quoted(text)) is a draft and was not issued yet"
        case .draft(let text, let number?): "\(ShopError.quoted(text)) is the draft that was issued as \(number)"
        case .quantity(let quantity): "\(quantity) is no quantity that can stand there"
        case .scan: "what the counter saw at the scan can't be read"
        case .notSettled(let why): why
        case .place(let name): "\(ShopError.quoted(name)) can't name a place"
        case .irreversible(let obstacle): obstacle.reason
        case .noSeries: "this computer has no number series"
        }
    }

    var advice: String {
        switch self {
        case .notFound: "look it up in its list"
        case .ambiguous: "give more of the id"
        case .adminsOnly: "ask the shop"
        case .move: "look at the bill again and decide anew"
        case .noSettings: "connect it to an admin's computer, or set them"
        case .keyTaken: "choose another one, or edit the one that has it"
        case .draftIssued: "void or credit the bill, and make a new draft"
        case .draftWithoutCustomer: "set a customer, or the walk-in customer"
        case .noLines: "add a line"
        case .lineKey: "use 1 to 64 letters, digits, hyphens or underscores"
        case .outOfStock: "receive or count it first, or allow levels below zero for it"
        case .notThere(_, _, _, let places):
            places.isEmpty
                ? "receive or count it there first" : "it lies in \(Self.list(places))"
        case .negativeTotal: "credit the earlier bill instead"
        case .dueBeforeDate: "give a later day"
        case .billVoid: "make a new bill"
        case .billPaid: "give the money back first, or credit the bill"
        case .billCredited: "credit the rest instead"
        case .tooMuch: "check the amount for a slip of the keyboard"
        case .nothingOpen, .nothingReceived: "look at its entries"
        case .currency: "give it in the bill's currency"
        case .notPositive: "give an amount above zero; what it is for says in which direction it goes"
        case .reversed: "record the payment anew if it was real"
        case .whichPayment(let standing):
            standing.isEmpty
                ? "look at the bill's entries" : "name the one that is meant by the beginning of its id"
        case .whichQuestion(let open):
            open.isEmpty
                ? "to change an answer, name the question by the beginning of its id"
                : "name the one that is meant by the beginning of its id"
        case .draft(_, nil): "issue it first"
        case .draft(_, _?): "name the bill by its number"
        case .quantity: "check it for a slip of the keyboard"
        case .scan: "scan the product again and count anew"
        case .notSettled: "look at the documents and decide by a new entry"
        case .place: "leave out the slash, and keep it short"
        case .irreversible(let obstacle): obstacle.advice
        case .noSeries: "issue bills on an admin's computer"
        }
    }

    /// The most entries that a message lists.
    private static let maximumListed = 5

    private static func list(_ items: [String]) -> String {
        let more = items.count > maximumListed ? ["and \(items.count - maximumListed) more"] : []
        return (items.prefix(maximumListed) + more).joined(separator: "; ")
    }

    /// A state of the payment machine in words.
    private static func word(_ state: String) -> String {
        PaymentState(rawValue: state) == nil ? state : state.replacing("-", with: " ")
    }

    private static func moveReason(_ from: String, _ to: String) -> String {
        switch PaymentState(rawValue: to) {
        case .open: "there is nothing to take back: the bill is neither reported as paid nor written off, but \(from)"
        case .reported: "a payment is reported while a bill is open or disputed, and this one is \(from)"
        case .disputed: "only a payment that was reported can be disputed, and the bill is \(from)"
        case .writtenOff: "a bill that is \(from) can't be written off"
        case .partlyPaid, .paid, .refunded, nil: "a bill that is \(from) can't become \(word(to))"
        }
    }
}
