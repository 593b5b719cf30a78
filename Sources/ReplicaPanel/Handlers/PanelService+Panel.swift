import ReplicaShop

/// The way into the panel, and what its user has looked at.
extension PanelService {
    var panelHandlers: [Binding] {
        [
            (
                .newLink,
                { _ in
                    guard let port = web?.port else {
                        throw HTTPFailure(
                            .conflict, code: "panel.none", "This node serves no panel.", hint: "Start it with --web.")
                    }
                    return .json(
                        ["url": .string(access.newLink(port: port))], status: .created)
                }
            ),
            (.openSession, openSession),
            (
                .lookAtBill,
                { call in
                    try await seen.look(at: [try await shop.bill(call.path("id")).summary])
                    return .json(["accepted": true])
                }
            ),
            (
                .lookAtAll,
                { _ in
                    try await seen.look(at: try await shop.bills(BillFilter()))
                    return .json(["accepted": true])
                }
            ),
        ]
    }

    private func openSession(_ call: PanelCall) async throws -> HTTPResponse {
        guard let cookie = access.redeem(BodyReader(call.body).text("code") ?? "") else {
            throw HTTPFailure(
                .forbidden, code: "panel.link-used", "This link was used already, or the node has started anew since.",
                hint: "`replica open` makes another one.")
        }
        var response = HTTPResponse.json(["accepted": true])
        response.headers["Set-Cookie"] = cookie
        return response
    }
}
