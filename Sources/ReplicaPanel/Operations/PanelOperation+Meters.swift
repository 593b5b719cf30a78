/// What operators look at.
extension PanelOperation {
    static let meters: [PanelOperation] = [metrics, peerQuality]

    static let metrics = PanelOperation(
        .get, "/metrics", id: "getMetrics", "What is counted and measured, for Prometheus",
        details: "Text format, version 0.0.4. No amounts of money, and no names.", tag: .node,
        answers: [.init(.ok, "The metrics.", .text)])

    static let peerQuality = PanelOperation(
        .get, "/api/peers/{id}/quality", id: "getPeerQuality", "How the connection to a peer was",
        details: """
            Samples, the oldest first: every five seconds for the last hour, by the minute for the day before; in memory, since this \
            node's start and the peer's first connection.
            """,
        tag: .peers,
        parameters: [
            OpenAPIParameter(
                "span", in: .query, "Only the last so many seconds.",
                schema: ["type": "integer", "minimum": 1, "maximum": 86_400])
        ],
        answers: [.init(.ok, "The samples.", .json(named: "PeerQuality"))])
}
