/// What the user is told.
extension PanelSchemas {
    static let messages: JSONObject = [
        "Message": object(["kind", "collection", "id", "space"], message),
        "LoggedMessage": object(
            ["kind", "collection", "id", "space", "seq", "at", "nodeName", "user", "own", "live"],
            message.merging([
                "seq": described(integer(1), "The number of the transaction on this node."),
                "at": described(ref("Moment"), "When it arrived here."), "nodeName": string(), "user": string(),
                "own": described(boolean, "It was made on this node."),
                "live": described(boolean, "It arrived as it was made, and was not caught up."),
            ])),
        "MessagePage": object(
            ["items", "next", "unread", "read"],
            [
                "items": array(ref("LoggedMessage")),
                "next": described(orNull(integer(0)), "The `before` of the next page; null at the end."),
                "unread": described(
                    integer(0, Int64(MessageLog.countedUnread)), "How many came since; not counted beyond the maximum."
                ),
                "read": described(integer(0), "Up to which transaction the user has read."),
            ]),
        "MessageMark": object(["seq"], ["seq": described(integer(0), "Everything up to this transaction was read.")]),
    ]

    private static let message: JSONObject = [
        "kind": choice(PanelMessage.Kind.allCases.map(\.rawValue)), "collection": string(), "id": string(),
        "space": string(), "key": described(string(), "What people call the document: a number, a SKU, a name."),
        "name": described(string(), "A customer's, product's or computer's name."),
        "amount": described(ref("Money"), "A bill's total, or a payment's amount."),
        "state": described(string(), "What the bill's payment became."),
        "level": described(integer(), "A product's level."),
    ]
}
