/// The shop at a glance.
extension PanelSchemas {
    static let statistics: JSONObject = [
        "Statistics": object(
            ["currency", "days", "bills", "stock", "drafts"],
            [
                "currency": described(string(3, 3), "Of the amounts of `days`: the shop's; ISO 4217."),
                "days": described(
                    array(
                        object(
                            ["date", "billed", "received", "bills"],
                            [
                                "date": string(), "billed": described(integer(), "In the smallest unit."),
                                "received": described(integer(), "Less what was given back, in the smallest unit."),
                                "bills": described(integer(0), "How many bear the day."),
                            ])), "The earliest first; the last is today."),
                "bills": object(
                    ["count", "byState", "unpaid", "overdue", "overpaid", "unansweredQuestions", "sums"],
                    [
                        "count": integer(0), "byState": counts, "unpaid": integer(0), "overdue": integer(0),
                        "overpaid": integer(0),
                        "unansweredQuestions": integer(0),
                        "sums": array(
                            object(
                                ["total", "open", "overdue", "received", "toGiveBack", "credited"],
                                JSONObject(
                                    ["total", "open", "overdue", "received", "toGiveBack", "credited"].map {
                                        ($0, ref("Money"))
                                    }))),
                    ]),
                "stock": orNull(
                    object(
                        ["products", "pieces", "low", "byStatus", "value"],
                        [
                            "products": integer(0), "pieces": integer(),
                            "low": described(integer(0), "At or below their threshold, whatever their status."),
                            "byStatus": counts, "value": array(ref("Money")),
                        ])),
                "drafts": orNull(integer(0)),
                "best": described(
                    array(
                        object(
                            ["sku", "name", "quantity"],
                            ["sku": string(), "name": string(), "quantity": integer()])),
                    "With `best`: of which products most was sold in those days."),
            ])
    ]

    private static let counts: JSON = ["type": "object", "description": "How many, by the word of the state."]
}
