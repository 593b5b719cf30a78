/// Custom events.
extension PanelOperation {
    static let events: [PanelOperation] = [publishEvent, listEvents]

    static let publishEvent = PanelOperation(
        .post, "/api/events/{name}", id: "publishEvent", "Publish a custom event",
        details: """
            It comes as `custom` in the feed of every node that may see it: told to the `shop`, all admins'; told to a customer, all \
            admins' and that customer's. A passing event reaches who is connected, at once, and is never stored; a node makes at most \
            50 a second. A durable one is stored, reaches nodes that were away, and has a number in the feed; at most 10 a second, \
            100 at once. Beyond that the answer is 429. The name is 1 to 64 of `a-z`, `0-9`, `.` and `-`; the payload is at \
            most 4 KiB as it is encoded, nested at most 16 deep.
            """,
        tag: .insight, .writes, body: .json(named: "NewEvent"),
        answers: [
            .init(.created, "It is published.", .json(named: "PublishedEvent")),
            .init(.ok, "A repetition, or a dry run.", .json(named: "PublishedEvent")),
        ])

    static let listEvents = PanelOperation(
        .get, "/api/events", id: "listEvents", "The newest durable events, the newest first",
        details: "Of each customer, and of the shop, the newest 1000.", tag: .insight,
        parameters: [.query("name", "Only those of this name."), .limit],
        answers: [.init(.ok, "Some of them.", .json(named: "EventList"))])
}
