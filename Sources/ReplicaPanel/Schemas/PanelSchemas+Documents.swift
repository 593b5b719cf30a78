/// Products, customers and settings.
extension PanelSchemas {
    static let documents: JSONObject = [
        "Product": document(
            [
                "sku", "name", "price", "tax", "threshold", "target", "barcode", "category", "supplier", "strict",
                "level", "state",
                "countedAt", "places",
            ],
            productMembers.merging([
                "price": ref("Money"), "tax": orNull(percent), "threshold": orNull(quantity),
                "target": orNull(quantity),
                "barcode": orNull(string()), "category": orNull(string()), "supplier": orNull(string()),
                "level": described(integer(), "Pieces in stock, over all places; may be below zero."),
                "state": stockState, "countedAt": countedAt,
                "places": described(
                    array(
                        object(
                            ["location", "level", "countedAt"],
                            [
                                "location": string(), "level": integer(),
                                "countedAt": described(orNull(ref("Moment")), "When it was last counted there."),
                            ])),
                    "The level by place; the empty name is the shop itself."),
            ])),
        "ProductPage": page(of: "Product"),
        "NewProduct": object(
            ["sku", "name", "price"],
            productMembers.merging([
                "stock": described(integer(-1_000_000_000, 1_000_000_000), "What lies on the shelf already.")
            ])),
        "ProductChange": object(
            [],
            productMembers.merging([
                "tax": orNull(percent), "threshold": orNull(quantity), "target": orNull(quantity),
                "barcode": orNull(string(1, 64)), "category": orNull(string(1, 200)),
                "supplier": orNull(string(1, 200)),
            ]).merging(seen)),
        "Customer": document(
            ["name"] + customerTexts.map(\.key) + ["walkIn"],
            JSONObject([("name", string())]).merging(nullable(customerTexts)).merging([
                "walkIn": described(boolean, "Stands for people who buy without giving a name."),
                "open": described(
                    array(ref("Money")), "What is open, one amount per currency; not in answers to changes."),
                "overdue": described(array(ref("Money")), "Of that, what is overdue, where anything is."),
                "bills": described(integer(0), "How many bills there are."),
            ])),
        "CustomerPage": page(of: "Customer"),
        "NewCustomer": object(["name"], JSONObject([("name", string(1, 200))]).merging(customerTexts)),
        "CustomerChange": object(
            [], JSONObject([("name", string(1, 200))]).merging(nullable(customerTexts)).merging(seen)),
        "Settings": object(
            ["name", "currency", "taxRule", "taxRate"],
            letterhead.merging([
                "name": string(), "currency": string(), "taxRule": string(), "taxRate": percent, "write": ref("Write"),
            ])),
        "SettingsChange": object(
            [],
            nullable(letterhead).merging([
                "name": string(1, 200), "currency": string(3, 3),
                "taxRule": choice(["included-line-1", "included-bill-1", "added-line-1", "added-bill-1"]),
                "taxRate": percent,
            ])),
        "Deleted": object(["id", "write"], ["id": string(), "write": ref("Write")]),
    ]

    /// What stands on bills besides the shop's name.
    static let letterhead: JSONObject = [
        "address": described(string(), "Street, town, country; may have several lines."),
        "taxNumber": described(string(), "As the tax office knows the shop."),
        "contact": described(string(), "Telephone, e-mail, web page; may have several lines."),
        "bank": described(string(), "Where to pay to; may have several lines."),
    ]

    private static func nullable(_ members: JSONObject) -> JSONObject {
        JSONObject(members.map { ($0.key, orNull($0.value)) })
    }

    static let percent = described(string(1, 16), "Percent with a decimal point, as `19` or `7.5`.")
    static let countedAt = described(
        orNull(ref("Moment")),
        "When it was last counted; with several places, at the one that was counted longest ago. Null while a place never was."
    )
    static let quantity = integer(0, 1_000_000_000)
    static let stockState = described(
        choice(["ok", "low", "out", "below-zero"]), "The level against the threshold.")

    private static let productMembers: JSONObject = [
        "sku": string(1, 64), "name": string(1, 200), "price": ref("Amount"), "tax": percent, "threshold": quantity,
        "target": described(quantity, "To what level to order."), "barcode": string(1, 64), "category": string(1, 200),
        "supplier": described(string(1, 200), "Who delivers it, for the order list."),
        "strict": described(boolean, "Its level must not go below zero."),
    ]

    private static let customerTexts: JSONObject = [
        "ref": described(string(1, 64), "The shop's own key."), "company": string(1, 200), "email": string(1, 254),
        "phone": string(1, 40), "address": string(1, 300), "city": string(1, 100), "postcode": string(1, 20),
        "country": string(1, 60), "note": string(1, 4000),
    ]
}

extension JSONObject {
    /// The members of both; where both have one, the other's value in the old place.
    func merging(_ other: JSONObject) -> JSONObject {
        var merged = self
        for member in other { merged[member.key] = member.value }
        return merged
    }
}
