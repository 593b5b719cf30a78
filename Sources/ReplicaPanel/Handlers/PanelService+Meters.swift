import Replica
import ReplicaShop

/// What operators look at: metrics, and how connections did over time.
extension PanelService {
    var meterHandlers: [Binding] { [(.metrics, metrics), (.peerQuality, quality)] }

    private func metrics(_ call: PanelCall) async throws -> HTTPResponse {
        let measured = try await node.measurements()
        let streams = MetricFamily("replica_event_streams", .gauge, "Feeds that are open.", feeds.count)
        let families =
            NodeMetrics.families(measured, version: options.version) + meter.families + [streams]
            + (try await ShopMetrics.families(shop))
        var response = HTTPResponse.text(MetricsText.text(of: families))
        response.headers["Content-Type"] = MetricsText.mediaType
        return response
    }

    private func quality(_ call: PanelCall) async throws -> HTTPResponse {
        let peer = call.path("id")
        guard try await node.status().peers.contains(where: { $0.id == peer }) else {
            throw HTTPFailure(
                .notFound, code: "peer.unknown", "No other node of the shop has this id.",
                hint: "GET /api/peers lists them.")
        }
        var samples = try await node.quality(of: peer)
        if let span = call.integer("span") {
            let begin = Int64(clamping: TimeText.nowMicroseconds / 1_000) - span * 1_000
            samples = Array(samples.drop { $0.atMilliseconds < begin })
        }
        return .json(["samples": .array(samples.map(Self.json))])
    }

    private static func json(_ sample: QualitySample) -> JSON {
        [
            "at": JSON(milliseconds: sample.atMilliseconds), "roundTripSeconds": JSON(sample.roundTripSeconds),
            "loss": JSON(sample.loss), "pendingChanges": JSON(sample.pendingChanges),
            "lagSeconds": JSON(sample.lagSeconds), "convergeSeconds": JSON(sample.convergeSeconds),
        ]
    }
}

extension JSON {
    /// A measure, or `null`.
    init(_ number: Double?) { self = number.map { .number($0) } ?? .null }

    /// Microseconds as seconds, or `null`.
    init(seconds microseconds: UInt64?) { self.init(microseconds.map { Double($0) / 1_000_000 }) }
}
