/// What holds for the whole shop.
extension CommandSpecification {
    /// `settings show`
    package static let settingsShow = CommandSpecification("settings show", "Show what holds for the shop", .reads).with
    {
        $0.examples = [CommandExample("replica settings")]
        $0.exits = [.done, .failed, .unreachable]
        $0.synonyms = ["view", "get"]
    }

    /// `settings edit`
    package static let settingsEdit = CommandSpecification("settings edit", "Change what holds for the shop", .writes)
        .with {
            $0.discussion = [
                "Only what is given changes, and it holds for bills that are issued from then on: a bill keeps the name, the rule and the "
                    + "letterhead that it was issued with. A line break in an address is written as \\n."
            ]
            $0.options = [
                .value("name", .text, "NAME", "The name of the shop"),
                .value("currency", .currency, "CODE", "The currency of new prices and bills"),
                .value(
                    "tax-rule", .choice(taxRules), "RULE",
                    "Whether prices include tax, and where it is rounded: \(taxRules.joined(separator: ", "))"),
                .value("tax-rate", .text, "PERCENT", "The rate of products that have none of their own, as 19 or 7.5"),
                .value("address", .text, "TEXT", "Street, town, country, as on bills"),
                .value("tax-number", .text, "TEXT", "As the tax office knows the shop, with its name"),
                .value("contact", .text, "TEXT", "Telephone, e-mail, web page"),
                .value("bank", .text, "TEXT", "Where to pay to: bank and account"),
                .clear(["address", "tax-number", "contact", "bank"]),
            ]
            $0.required = [$0.options.map(\.name)]
            $0.examples = [
                CommandExample("replica settings edit --address 'Hauptstr. 5\\n10115 Berlin'"),
                CommandExample("replica settings edit --tax-number 'VAT ID DE123456789' --clear bank"),
            ]
            $0.exits = [.done, .failed, .refused, .unreachable, .notPermitted, .reachNotAttained]
            $0.synonyms = ["set", "change", "update"]
        }
}
