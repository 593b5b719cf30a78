/// What a person or a program can name wrongly.
public enum ShopThing: String, Hashable, Sendable, CaseIterable {
    case product
    case customer
    case draft
    case bill
    case payment
    case conflict
    case question
    case line
    case movement
}

/// Why the trade's rules refuse an action. Nothing was changed.
public enum TradeFault: Hashable, Sendable {
    /// Nothing has this id, number or key.
    case notFound(ShopThing, String)
    /// More than one id begins like this.
    case ambiguous(ShopThing, String)
    /// Only an admin's node does this.
    case adminsOnly(String)
    /// The machine of the bill has no such move for this node's role.
    case move(from: String, to: String)
    /// The node has no settings of the shop yet.
    case noSettings
    /// Another product or customer has the key.
    case keyTaken(ShopThing, String)
    /// The draft was issued.
    case draftIssued(number: String)
    /// The draft names no customer.
    case draftWithoutCustomer
    /// A bill without lines.
    case noLines
    /// A line's key has not the form.
    case lineKey(String)
    /// A product that must not go below zero has fewer pieces.
    case outOfStock(sku: String, level: Int64)
    /// Less lies at a place than is to be moved from there; `places` are those where something lies, with the levels.
    case notThere(sku: String, level: Int64, place: String, places: [String])
    /// The total of a bill is below zero.
    case negativeTotal
    /// The due day lies before the bill's.
    case dueBeforeDate
    /// The bill is void.
    case billVoid(number: String)
    /// The bill has money on it.
    case billPaid(number: String)
    /// The bill has credits.
    case billCredited(number: String)
    /// An amount above what is open, or above what can be given back or credited.
    case tooMuch(limit: Money)
    /// Nothing is open on the bill.
    case nothingOpen(number: String)
    /// Nothing was received on the bill that could be given back.
    case nothingReceived(number: String)
    /// An amount of another currency than the bill's.
    case currency(Currency, bill: Currency)
    /// An amount that is not above zero.
    case notPositive
    /// The entry was reversed already, or is a reversal itself.
    case reversed(String)
    /// None or several of a bill's entries could be meant: those that stand, in words that begin with the id.
    case whichPayment(standing: [String])
    /// None or several questions have no answer: those, in words that begin with the id.
    case whichQuestion(open: [String])
    /// What was named as a bill is a draft, issued already or not.
    case draft(String, issuedAs: String?)
    /// A quantity that makes no sense there.
    case quantity(Int64)
    /// The count's scan does not belong to the product, or is not one.
    case scan
    /// A conflict that is not settled by keeping one side.
    case notSettled(String)
    /// The name of a place has a character that it can't have.
    case place(String)
    /// The movement of stock can't be taken back.
    case irreversible(ReversalObstacle)
    /// The series of this node is not a number series.
    case noSeries
}
