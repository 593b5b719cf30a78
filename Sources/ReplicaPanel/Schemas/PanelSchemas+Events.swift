/// Custom events, and how connections did.
extension PanelSchemas {
    static let events: JSONObject = [
        "NewEvent": object(
            [],
            [
                "payload": ["description": "Any JSON value, at most 4 KiB as it is encoded; null without it."],
                "to": described(
                    string(1, 300),
                    "`shop` (or `staff`), all admins; or a customer. Without it, the shop on an admin's node, and on a customer's its own "
                        + "customer."),
                "durable": described(boolean, "Whether it is stored; false without it."),
            ]),
        "Custom": described(
            object(members.map(\.key), members.merging(["seq": seq])), "The data of the feed's event `custom`."),
        "PublishedEvent": object(
            members.map(\.key) + ["write"], members.merging(["write": ref("Write")])),
        "EventList": object(
            ["items", "count"],
            [
                "items": array(object(members.map(\.key), members)),
                "count": described(integer(0), "How many there are to be read."),
            ]),
        "PeerQuality": object(
            ["samples"],
            [
                "samples": array(
                    object(
                        ["at", "roundTripSeconds", "loss", "pendingChanges", "lagSeconds", "convergeSeconds"],
                        [
                            "at": ref("Moment"),
                            "roundTripSeconds": described(
                                orNull(number(0)), "Smoothed; null while it was not connected."),
                            "loss": described(
                                orNull(["type": "number", "minimum": 0, "maximum": 1]),
                                "Of the last 32 probes; null while it was not connected."),
                            "pendingChanges": described(integer(0), "Changes made here that it lacked."),
                            "lagSeconds": described(
                                orNull(number(0)), "For how long it had lacked the oldest of them."),
                            "convergeSeconds": described(
                                orNull(number(0)),
                                "From a write here to its acknowledgement, on average since the last sample; null if there was none."
                            ),
                        ]))
            ]),
    ]

    private static let seq = described(integer(1), "Of a durable event: its number in the feed.")

    private static let members: JSONObject = [
        "id": described(string(), "The same on every node."), "name": string(), "payload": ref("Value"),
        "durable": boolean, "to": described(string(), "`shop`, or a customer's id."), "node": string(),
        "nodeName": string(), "user": string(), "own": described(boolean, "It was published on this node."),
        "madeAt": ref("Moment"), "receivedAt": orNull(ref("Moment")),
        "live": described(boolean, "It arrived as it was published, and was not caught up."),
    ]
}
