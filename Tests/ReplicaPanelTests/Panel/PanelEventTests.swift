import Foundation
import Replica
import ReplicaPanel
import ReplicaShop
import Synchronization
import Testing

@Suite struct PanelEventTests {
    @Test func `events come in the feed, the durable ones with the feed's number, the passing ones without`()
        async throws
    {
        let panel = try await TestPanel.found()
        let start = try #require(try await panel.get("/api/status")["feed"]?.integerValue)
        let documents = try await panel.get("/api/status")["documents"]
        let names = Mutex<Set<String>>([])
        async let seen = panel.events("/api/feed?since=\(start)&collection=bill") { event in
            names.withLock { names in
                names.insert(event.json.text("name"))
                return names.isSuperset(of: ["panel.editing", "kept"])
            }
        }
        let writer = Task {
            // Passing events are lost until the feed is open: told until it has seen the end.
            while !Task.isCancelled {
                _ = try await panel.post(
                    "/api/events/panel.editing?user=Ana", ["payload": ["document": "bill/1", "until": 60.5]],
                    expecting: 201)
                _ = try await panel.post("/api/events/kept", ["payload": [1, nil], "durable": true], expecting: 201)
                try await Task.sleep(for: .milliseconds(100))
            }
        }
        let events = try await seen
        writer.cancel()
        _ = try? await writer.value
        #expect(events.first?.name == "welcomeback")
        let custom = events.filter { $0.name == "custom" }
        let kept = try #require(custom.first { $0.json["name"] == "kept" })
        #expect(kept.id == "\(start + 1)" && kept.json["seq"] == .integer(start + 1))
        #expect(kept.json["payload"] == [1, nil] && kept.json["durable"] == true)
        let passing = try #require(custom.first { $0.json["name"] == "panel.editing" })
        #expect(passing.json["payload"] == ["document": "bill/1", "until": 60.5])
        #expect(passing.json["own"] == true && passing.json["nodeName"] == "Till 1" && passing.json["user"] == "Ana")
        #expect(passing.json["seq"] == nil && passing.json["to"] == "shop" && passing.json["live"] == true)
        let numbers = custom.filter { $0.json["durable"] == true }.compactMap { $0.json["seq"]?.integerValue }
        #expect(numbers == Array((start + 1)...(start + Int64(numbers.count))))
        // A reader of the stream keeps its position over what has no number.
        #expect(custom.allSatisfy { $0.json["durable"] == true || Int64($0.id ?? "")! <= start + Int64(numbers.count) })
        let shape = JSONShape(schemas: panel.description["components"]?["schemas"]?.objectValue ?? [:])
        for event in custom { #expect(shape.flaw(of: event.json, in: ["$ref": "#/components/schemas/Custom"]) == nil) }
        #expect(!events.contains { $0.name == "mutation" })
        #expect(try await panel.get("/api/status")["documents"] == documents)
        let list = try await panel.get("/api/events?name=kept&limit=1")
        #expect(list["items"]?[0]?["name"] == "kept" && list["items"]?.arrayValue?.count == 1)
        await panel.close()
    }

    @Test func `an event is published once for its key, to a customer too, and refused in words`() async throws {
        let panel = try await TestPanel.found()
        try await panel.mei()
        for body in [["durable": true], ["durable": false]] as [JSON] {
            let key = try await panel.post("/api/operations", expecting: 201).text("operation")
            let first = try await panel.post(
                "/api/events/n", body, headers: ["Idempotency-Key": key], expecting: 201)
            let second = try await panel.post("/api/events/n", body, headers: ["Idempotency-Key": key])
            #expect(first["id"] == second["id"] && second["write"]?["repetition"] == true)
            let dry = try await panel.post("/api/events/n?dry-run", body)
            #expect(dry["write"]?["dryRun"] == true)
        }
        let told = try await panel.post("/api/events/parcel", ["to": "C-104", "durable": true], expecting: 201)
        #expect(told.text("to").count == 32)
        #expect(try await panel.post("/api/events/n", ["to": "staff"], expecting: 201)["to"] == "shop")
        #expect(try await panel.post("/api/events/n", ["to": "C-999"], expecting: 404).code == "customer.missing")
        #expect(try await panel.post("/api/events/Bad%20name", expecting: 422).code == "argument.invalid")
        let large = JSON.string(String(repeating: "x", count: 5_000))
        #expect(try await panel.post("/api/events/n", ["payload": large], expecting: 422).code == "argument.invalid")
        var deep: JSON = 1
        for _ in 0..<20 { deep = [deep] }
        #expect(try await panel.post("/api/events/n", ["payload": deep], expecting: 422).code == "argument.invalid")
        let huge = JSON.string(String(repeating: "x", count: 70_000))
        #expect(try await panel.post("/api/events/n", ["payload": huge], expecting: 413).code == "body-too-large")
        #expect(try await panel.post("/api/events/n", ["payloads": 1], expecting: 422).code == "bad-body")
        #expect(try await panel.get("/api/events")["count"] == 2)
        await panel.close()
    }

    @Test func `too many are refused with the time to wait`() async throws {
        let panel = try await TestPanel.found()
        let client = panel.client
        var refusal: HTTPClientResponse?
        // Sixteen at a time, so that a slow machine exceeds the rate as well.
        for _ in 0..<40 where refusal == nil {
            refusal = try await withThrowingTaskGroup(of: HTTPClientResponse.self) { group in
                for _ in 0..<16 {
                    group.addTask { try await client.send(HTTPClientRequest("POST", "/api/events/n", json: [:])) }
                }
                var refused: HTTPClientResponse?
                for try await response in group where response.status != 201 { refused = response }
                return refused
            }
        }
        #expect(refusal?.status == 429)
        #expect(refusal?.headers["Retry-After"] == "1")
        #expect(try refusal?.json().code == "rate.exceeded")
        await panel.close()
    }
}
