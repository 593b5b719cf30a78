import Foundation
import Replica
import ReplicaPanel
import ReplicaShop
import Testing

@Suite struct PanelMetricsTests {
    /// Prometheus' text format, version 0.0.4, as far as this program writes it.
    struct Exposition {
        var types: [String: String] = [:]
        var samples: [(name: String, labels: [String: String], value: Double)] = []
        var flaws: [String] = []

        init(_ text: String) {
            if !text.hasSuffix("\n") { flaws.append("no line end at the end") }
            for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() { read(String(line)) }
            for (name, type) in types where type == "histogram" { checkHistogram(name) }
        }

        private mutating func read(_ line: String) {
            if let help = line.wholeMatch(of: /# HELP ([a-z_:]+) ([^\n]+)/) {
                if types[String(help.1)] != nil { flaws.append("help after type or twice: \(line)") }
            } else if let type = line.wholeMatch(of: /# TYPE ([a-z_]+) (counter|gauge|histogram)/) {
                if types.updateValue(String(type.2), forKey: String(type.1)) != nil { flaws.append("twice: \(line)") }
            } else if let sample = line.wholeMatch(
                of: /([a-z_]+)(\{(?:[a-z_]+="(?:[^"\\\n]|\\\\|\\n|\\")*",?)+\})? (-?[0-9.e+-]+|NaN|[+-]Inf)/)
            {
                var labels: [String: String] = [:]
                for label in (sample.2 ?? "").matches(of: /([a-z_]+)="((?:[^"\\]|\\.)*)"/) {
                    labels[String(label.1)] = String(label.2)
                }
                let family = String(sample.1).replacing(/_(bucket|sum|count)$/, with: "")
                if types[String(sample.1)] == nil, types[family] != "histogram" { flaws.append("no type: \(line)") }
                samples.append((String(sample.1), labels, Double(sample.3) ?? .nan))
            } else {
                flaws.append("no line of the format: \(line)")
            }
        }

        private mutating func checkHistogram(_ name: String) {
            let buckets = samples.filter { $0.name == name + "_bucket" }
            let bounds = buckets.map { $0.labels["le"] == "+Inf" ? .infinity : Double($0.labels["le"] ?? "") ?? .nan }
            let values = buckets.map(\.value)
            let count = samples.first { $0.name == name + "_count" }?.value
            if bounds != bounds.sorted() || bounds.last != .infinity || values != values.sorted()
                || values.last != count
                || !samples.contains(where: { $0.name == name + "_sum" })
            {
                flaws.append("no sound histogram: \(name)")
            }
        }

        func value(_ name: String, _ labels: [String: String] = [:]) -> Double? {
            samples.first { $0.name == name && $0.labels == labels }?.value
        }
    }

    private func metrics(_ panel: TestPanel) async throws -> Exposition {
        let response = try await panel.client.send(HTTPClientRequest("GET", "/metrics"))
        #expect(response.status == 200)
        #expect(response.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8")
        return Exposition(String(decoding: response.body, as: UTF8.self))
    }

    @Test func `metrics are in the format, from the first moment, and count what happens`() async throws {
        let panel = try await TestPanel.found()
        let before = try await metrics(panel)
        #expect(before.flaws == [])
        for name in [
            "replica_build_info", "replica_peers", "replica_operations_total", "replica_sync_rounds_total",
            "replica_sync_bytes_total", "replica_conflicts_total", "replica_conflicts_open", "replica_store_bytes",
            "replica_event_streams", "replica_http_requests_total", "shop_bills", "shop_stock_low_products",
        ] { #expect(before.samples.contains { $0.name == name }, "\(name)") }
        for name in [
            "replica_peer_pending_changes", "replica_peer_last_contact_timestamp_seconds", "replica_clock_skew_seconds",
            "replica_operation_apply_seconds", "replica_fsync_seconds", "replica_convergence_seconds",
            "replica_http_request_seconds",
        ] { #expect(before.types[name] != nil, "\(name)") }
        #expect(before.value("shop_bills", ["state": "open"]) == 0)
        try await panel.pen(stock: 4)
        try await panel.mei()
        _ = try await panel.bill(pens: 1)
        _ = try await panel.get("/api/bill/none", expecting: 404)
        _ = try await panel.post("/api/events/n", ["durable": true], expecting: 201)
        _ = try await panel.post("/api/events/n", expecting: 201)
        let after = try await metrics(panel)
        #expect(after.flaws == [])
        #expect(after.value("shop_bills", ["state": "open"]) == 1)
        #expect(after.value("shop_stock_low_products") == 1)
        func grown(_ name: String, _ labels: [String: String] = [:]) -> Double {
            (after.value(name, labels) ?? 0) - (before.value(name, labels) ?? 0)
        }
        #expect(grown("replica_operations_total", ["origin": "local"]) == 4)
        #expect(grown("replica_operation_apply_seconds_count") == 4 && grown("replica_fsync_seconds_count") == 4)
        #expect(grown("replica_http_requests_total", ["route": "POST /api/bill", "code": "201"]) == 1)
        #expect(grown("replica_http_requests_total", ["route": "GET /api/bill/{id}", "code": "404"]) == 1)
        #expect(grown("replica_events_total", ["kind": "durable", "origin": "local"]) == 1)
        #expect(grown("replica_events_total", ["kind": "passing", "origin": "local"]) == 1)
        await panel.close()
    }

    @Test func `metrics on TCP need the token, and what is refused there is counted`() async throws {
        var options = PanelOptions()
        options.webPort = 0
        let panel = try await TestPanel.found(options: options)
        let web = HTTPClient(endpoint: try #require(panel.server.web))
        #expect(try await web.send(HTTPClientRequest("GET", "/metrics")).status == 401)
        let token = try PanelToken(directory: panel.shop.node.directory)
        let request = HTTPClientRequest("GET", "/metrics", headers: ["Authorization": "Bearer \(token.text)"])
        let response = try await web.send(request)
        #expect(response.status == 200)
        let exposition = Exposition(String(decoding: response.body, as: UTF8.self))
        #expect(exposition.value("replica_http_requests_total", ["route": "none", "code": "401"]) == 1)
        await panel.close()
    }

    @Test func `the probes answer, and the quality of who is no peer is not found`() async throws {
        let panel = try await TestPanel.found()
        #expect(try await panel.get("/healthz") == ["status": "ok"])
        #expect(try await panel.get("/readyz") == ["status": "ready"])
        #expect(try await panel.get("/api/status")["isRolledBack"] == false)
        #expect(try await panel.get("/api/peers/nobody/quality", expecting: 404).code == "peer.unknown")
        await panel.close()
    }

    @Test func `the quality of a peer is told in samples`() async throws {
        let directory = try ShortDirectory()
        let panel = try await TestPanel.found(in: directory)
        var network = NetworkOptions()
        network.discovers = false
        network.loopbackOnly = true
        try await panel.shop.node.start(network)
        let link = try await panel.shop.node.invite(.admin).link
        let other = try await Node.join(link, at: directory.path + "/b", schema: .shop, name: "Till 2")
        try await other.start(network)
        var samples: [JSON] = []
        while samples.isEmpty {
            samples = try await panel.get("/api/peers/\(other.id)/quality?span=600")["samples"]?.arrayValue ?? []
            try await Task.sleep(for: .milliseconds(100))
        }
        #expect(
            samples[0].objectValue?.keys == [
                "at", "roundTripSeconds", "loss", "pendingChanges", "lagSeconds", "convergeSeconds",
            ])
        let peer = try #require(try await panel.get("/api/peers")["items"]?[0])
        #expect(["good", "new", "behind", "slow", "lossy"].contains(peer.text("quality")))
        let exposition = try await metrics(panel)
        #expect(exposition.flaws == [])
        let label = ["peer": String(other.id.prefix(8))]
        #expect(exposition.value("replica_peer_pending_changes", label) != nil)
        #expect(exposition.value("replica_clock_skew_seconds", label) == 0)
        await other.close()
        await panel.close()
    }
}
