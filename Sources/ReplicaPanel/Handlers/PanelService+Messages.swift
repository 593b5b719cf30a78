/// What the user is told, and up to where it was read.
extension PanelService {
    var messageHandlers: [Binding] {
        [
            (
                .listMessages,
                { call in
                    let limit = call.integer("limit").map { Int($0) } ?? Self.usualMessages
                    let page = try await messages.page(
                        before: call.integer("before").map { UInt64(clamping: $0) }, limit: limit,
                        own: call.flag("own"))
                    return .json([
                        "items": .array(page.items), "next": page.next.map { JSON($0) } ?? .null,
                        "unread": JSON(try await messages.unread()), "read": JSON(try await messages.readMark()),
                    ])
                }
            ),
            (
                .readMessages,
                { call in
                    try await messages.read(upTo: UInt64(clamping: BodyReader(call.body).integer("seq") ?? 0))
                    return .json(["accepted": true])
                }
            ),
        ]
    }

    private static let usualMessages = 50
}
