import Replica
import Synchronization

/// Counts requests by route and status, and how long they took. Two relaxed additions a request and no lock: the tables are made
/// once, from the routes and the statuses that there are.
final class HTTPMeter: Sendable {
    private final class Count: Sendable {
        let value = Atomic<UInt64>(0)

        func add(_ amount: UInt64 = 1) { value.wrappingAdd(amount, ordering: .relaxed) }

        var now: UInt64 { value.load(ordering: .relaxed) }
    }

    /// The statuses of this interface; any other is counted as `other`.
    private static let codes = [
        200, 201, 303, 304, 400, 401, 403, 404, 405, 409, 413, 414, 415, 422, 429, 431, 500, 503,
    ]
    /// For what no route answered: refused at the gate, or nothing at this path.
    private static let noRoute = "none"

    private let labels: [String]
    private let places: [String: Int]
    /// The code that a route usually answers with: it is told also while nobody has called.
    private let usual: [Int]
    /// By route, then by code.
    private let counts: [[Count]]
    private let buckets: [Count]
    private let sumNanoseconds = Count()

    /// A meter of all operations and of the page.
    init() {
        let operations = PanelOperation.all.map { ($0.method, $0.pattern, $0.description) }
        let routes = operations + PanelPages.routes.map { ($0.method, $0.pattern, $0.operation) }
        labels = routes.map { "\($0.0.rawValue) \($0.1)" } + [Self.noRoute]
        usual = routes.map { $0.2.responses[0].status.code } + [404]
        places = Dictionary(uniqueKeysWithValues: zip(routes.map(\.2.id), routes.indices))
        counts = labels.map { _ in (0...Self.codes.count).map { _ in Count() } }
        buckets = (0...DurationHistogram.short.count).map { _ in Count() }
    }

    /// Counts an answer; without a route, one that was refused before.
    func count(_ route: Route?, _ status: HTTPStatus) {
        let place = route.flatMap { places[$0.operation.id] } ?? labels.count - 1
        counts[place][Self.codes.firstIndex(of: status.code) ?? Self.codes.count].add()
    }

    /// Answers by the router and counts; the time ends where the answer begins, also of a stream.
    func answer(_ request: HTTPRequest, by router: Router) async -> HTTPResponse {
        let begun = ContinuousClock.now
        let (response, route) = await router.answerNamingRoute(request)
        let (seconds, attoseconds) = (ContinuousClock.now - begun).components
        let took = UInt64(clamping: seconds) &* 1_000_000_000 &+ UInt64(clamping: attoseconds / 1_000_000_000)
        buckets[DurationHistogram.short.firstIndex { took <= $0 } ?? DurationHistogram.short.count].add()
        sumNanoseconds.add(took)
        count(route, response.status)
        return response
    }

    /// What was counted.
    var families: [MetricFamily] {
        var samples: [MetricFamily.Sample] = []
        for (place, route) in counts.enumerated() {
            for (index, count) in route.enumerated() {
                let code = index < Self.codes.count ? Self.codes[index] : nil
                let now = count.now
                guard now > 0 || code == usual[place] else { continue }
                samples.append(
                    .init(
                        labels: [("route", labels[place]), ("code", code.map(String.init) ?? "other")],
                        value: Double(now)))
            }
        }
        return [
            MetricFamily(
                "replica_http_requests_total", .counter, "Requests answered, by method and path, and by status.",
                samples),
            MetricFamily(
                "replica_http_request_seconds", "Time from a whole request to the beginning of its answer.",
                DurationHistogram(
                    DurationHistogram.short, counts: buckets.map(\.now), sumNanoseconds: sumNanoseconds.now)),
        ]
    }
}
