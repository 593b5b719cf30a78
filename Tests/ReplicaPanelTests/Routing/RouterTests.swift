import ReplicaPanel
import Testing

struct RouterTests {
    private func route(
        _ method: HTTPMethod, _ pattern: RoutePattern, _ id: String, parameters: [OpenAPIParameter] = []
    ) -> Route {
        let operation = OpenAPIOperation(
            id: id, "Does \(id).", tag: "test", parameters: parameters,
            responses: [.init(.ok, "Done.", .json(["type": "object"]))])
        return Route(method, pattern, operation) { request in
            var answer: JSON = ["route": .string(id)]
            for item in request.pathParameters { answer[item.name] = .string(item.value) }
            return .json(answer)
        }
    }

    private var router: Router {
        Router([
            route(.post, "/api/{collection}", "create"), route(.get, "/api/{collection}", "list"),
            route(.get, "/api/{collection}/{id}", "read"), route(.get, "/api/status", "status"),
            route(.post, "/api/events/{name}", "publish"), route(.get, "/", "home"),
            route(.delete, "/api/peers/{id}", "revoke"),
        ])
    }

    private func ask(_ method: String, _ target: String) async throws -> (status: Int, headers: HTTPHeaders, json: JSON)
    {
        let request = HTTPRequest(
            method: method, target: try HTTPTarget(target.utf8), headers: [:], channel: .unixSocket)
        let response = await router.answer(request)
        guard case .bytes(let bytes) = response.body else { return (0, [:], .null) }
        return (response.status.code, response.headers, try JSON.decode(bytes))
    }

    @Test(
        arguments: [
            ("GET", "/", ["route": "home"]), ("GET", "/api/status", ["route": "status"]),
            ("GET", "/api/bill", ["route": "list", "collection": "bill"]),
            ("HEAD", "/api/bill?x=1", ["route": "list", "collection": "bill"]),
            ("POST", "/api/bill", ["route": "create", "collection": "bill"]),
            ("GET", "/api/bill/a%2Fb", ["route": "read", "collection": "bill", "id": "a/b"]),
            ("GET", "/api/bill/..", ["route": "read", "collection": "bill", "id": ".."]),
            ("POST", "/api/events/lunch", ["route": "publish", "name": "lunch"]),
        ] as [(String, String, JSON)])
    func `a request finds its route and its parameters`(method: String, target: String, answer: JSON) async throws {
        let response = try await ask(method, target)
        #expect(response.status == 200)
        #expect(response.json == answer)
    }

    @Test(arguments: [
        ("POST", "/api/status", "GET, HEAD"), ("DELETE", "/api/bill", "GET, HEAD, POST"), ("get", "/", "GET, HEAD"),
        ("GET", "/api/events/lunch", "POST"), ("OPTIONS", "/api/bill/7", "GET, HEAD"),
        ("PATCH", "/api/peers/7", "DELETE"),
    ])
    func `an unknown method is refused by the most specific path, with those it knows`(
        method: String, target: String, allowed: String
    ) async throws {
        let response = try await ask(method, target)
        #expect(response.status == 405)
        #expect(response.headers["Allow"] == allowed)
        #expect(response.json["error"]?["code"] == "method-not-allowed")
    }

    @Test(arguments: ["/api", "/api/", "/api//", "/api/bill/7/8", "/API/status", "/api/bill/7/", "//"])
    func `a path without a route is not found`(target: String) async throws {
        let response = try await ask("GET", target)
        #expect(response.status == 404)
        #expect(response.json["error"]?["code"] == "no-such-route")
    }

    @Test func `a failure of a handler is answered as what it says`() async throws {
        let failure = HTTPFailure(.conflict, code: "taken", "It is taken.", field: "id", headers: ["Retry-After": "1"])
        let operation = OpenAPIOperation(id: "fail", "Fails.", tag: "test", responses: [.init(.ok, "Never.")])
        let router = Router([Route(.post, "/", operation) { _ throws(HTTPFailure) in throw failure }])
        let target = try HTTPTarget("/".utf8)
        let response = await router.answer(
            HTTPRequest(method: "POST", target: target, headers: [:], channel: .loopback))
        #expect(response.status == .conflict)
        #expect(response.headers["retry-after"] == "1")
    }

    @Test func `mistakes in the table trap when it is made`() async {
        await #expect(processExitsWith: .failure) { _ = RouterTests().tableWithAMethodTwice() }
        await #expect(processExitsWith: .failure) { _ = RouterTests().tableWithTwoNames() }
        await #expect(processExitsWith: .failure) { _ = RouterTests().tableWithAnIDTwice() }
        await #expect(processExitsWith: .failure) { _ = RouterTests().tableWithAnUnknownParameter() }
        await #expect(processExitsWith: .success) { _ = RouterTests().router }
    }

    private func tableWithAMethodTwice() -> Router { Router([route(.get, "/{a}", "one"), route(.get, "/{a}", "two")]) }
    private func tableWithTwoNames() -> Router { Router([route(.get, "/{a}", "one"), route(.post, "/{b}", "two")]) }
    private func tableWithAnIDTwice() -> Router { Router([route(.get, "/a", "one"), route(.get, "/b", "one")]) }
    private func tableWithAnUnknownParameter() -> Router {
        Router([route(.get, "/{a}", "one", parameters: [OpenAPIParameter("b", in: .path, "None.")])])
    }
}
