/// What demonstrations make and remove.
extension PanelSchemas {
    static let demo: JSONObject = [
        "DemoWish": object(
            [], ["count": described(integer(1, 500), "How many; what the button of the page says, without it.")]),
        "DemoResult": object(
            ["text"],
            [
                "text": described(string(), "What was done, in a sentence."), "products": integer(0),
                "bills": integer(0), "drafts": integer(0), "movements": integer(0), "entries": integer(0),
                "number": described(string(), "The bill that it is about."),
                "sku": described(string(), "The product that it is about."), "level": integer(),
                "refusal": described(
                    object(["code", "message"], ["code": string(), "message": string()]),
                    "What the shop's rules said to a change that they do not allow."),
                "conflict": ref("Conflict"),
                "milliseconds": described(integer(0), "From the end of the cut until it was known here."),
            ]),
        "DemoRemoval": object(
            [
                "text", "drafts", "voided", "alreadyVoid", "reversed", "products", "kept", "movements",
            ],
            [
                "text": described(string(), "What was done, in a sentence."),
                "drafts": described(integer(0), "Deleted."),
                "voided": described(integer(0), "Bills that were voided now; their numbers stay in the books."),
                "alreadyVoid": described(integer(0), "Bills that were void before."),
                "reversed": described(integer(0), "Payments and refunds that were taken back first."),
                "products": described(integer(0), "Deleted."),
                "movements": described(integer(0), "Entries of the stock's ledger that stay."),
                "kept": described(
                    array(object(["name", "reason"], ["name": string(), "reason": string()])), "What stays, and why."),
            ]),
        "DemoState": object(
            ["allowed", "neighbours", "products", "bills", "drafts"],
            [
                "allowed": described(boolean, "Whether this node was started for demonstrations."),
                "neighbours": described(
                    array(
                        object(
                            ["name", "role"],
                            [
                                "name": string(), "role": choice(["admin", "customer"]), "self": boolean,
                                "customer": string(),
                            ])),
                    "The nodes of the demonstration on this computer that answer, this one first."),
                "products": described(integer(0), "Demo products that are there."),
                "bills": described(integer(0), "Demo bills that are not void."),
                "drafts": described(integer(0), "Demo drafts that are there."),
            ]),
        "DemoLinks": object(
            ["items"],
            [
                "items": array(
                    object(
                        ["name", "role", "url"],
                        [
                            "name": string(), "role": choice(["admin", "customer"]), "self": boolean,
                            "url": described(string(), "Lets one browser in, once."),
                        ]))
            ]),
    ]
}
