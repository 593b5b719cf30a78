/// Options that several commands have in the same sense.
extension OptionSpecification {
    /// `--check`
    static let check = OptionSpecification.flag("check", "End with 8 if something wants attention")
    /// `--note TEXT`
    static let note = OptionSpecification.value("note", .text, "TEXT", "A remark that stays with the change")
    /// `--limit N`
    static let limit = OptionSpecification.value(
        "limit", .integer(1...100_000), "N", "At most so many, the first by the order")
    /// `--customer ID`, to choose by it
    static let ofCustomer = OptionSpecification.value("customer", .text, "ID", "Only those of this customer")
    /// `--date DATE`
    static let date = OptionSpecification.value("date", .date, "DATE", "The day it bears [today]")

    /// `--where FILTER`
    static let filter = OptionSpecification.value(
        "where", .text, "FILTER", "Only those that meet this condition, as 'total > 100 && customer.name ~ \"mei\"'")

    /// `--sort FIELD`
    static func sort(_ fields: [String]) -> OptionSpecification {
        .choice("sort", fields, "Order by this field; the first named is the default")
    }

    /// `--since WHEN`
    static func since(_ summary: String) -> OptionSpecification { .value("since", .moment, "WHEN", summary) }

    /// `--reason TEXT`
    static func reason(_ summary: String) -> OptionSpecification { .value("reason", .text, "TEXT", summary) }

    /// `--clear FIELD`
    static func clear(_ fields: [String]) -> OptionSpecification {
        .value(
            "clear", .choice(fields), "FIELD", "Empty this field: \(fields.joined(separator: ", "))",
            isRepeatable: true)
    }
}
