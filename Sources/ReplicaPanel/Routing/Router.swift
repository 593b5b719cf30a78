/// Finds the route for a request.
///
/// First the path decides, then the method: among the patterns that match, the one with a literal where the others have a parameter
/// wins, and if it does not know the method, that is 405. So `POST /api/status` never becomes "create a document in the collection
/// `status`" because `POST /api/{collection}` exists.
package struct Router: Sendable {
    private struct Place: Sendable {
        let pattern: RoutePattern
        var routes: [Route]
    }

    /// All routes, as they were given.
    package let routes: [Route]
    private let places: [Place]

    /// A router for these routes. A mistake in the table traps: a method twice at one path, one path with two sets of names, an
    /// operation id twice, or a described path parameter that the pattern does not have.
    package init(_ routes: [Route]) {
        var places: [Place] = []
        var ids: Set<String> = []
        for route in routes {
            let isNew = ids.insert(route.operation.id).inserted
            precondition(isNew, "the operation id \(route.operation.id) is used twice")
            route.operation.check(against: route.pattern)
            guard let index = places.firstIndex(where: { $0.pattern.shape == route.pattern.shape }) else {
                places.append(Place(pattern: route.pattern, routes: [route]))
                continue
            }
            let place = places[index]
            precondition(place.pattern == route.pattern, "\(place.pattern) and \(route.pattern) match the same paths")
            let isFree = !place.routes.contains { $0.method == route.method }
            precondition(isFree, "\(route.method.rawValue) \(route.pattern) is routed twice")
            places[index].routes.append(route)
        }
        self.routes = routes
        // By length first: only patterns of one length can match the same path, and only those compare transitively.
        self.places = places.sorted { left, right in
            let (a, b) = (left.pattern.segments.count, right.pattern.segments.count)
            guard a == b else { return a < b }
            if left.pattern.isMoreSpecific(than: right.pattern) { return true }
            if right.pattern.isMoreSpecific(than: left.pattern) { return false }
            return left.pattern.description < right.pattern.description
        }
    }

    /// Runs the handler of the matching route; 404 without one, 405 with `Allow` if only the method does not fit.
    package func answer(_ request: HTTPRequest) async -> HTTPResponse {
        await answerNamingRoute(request).response
    }

    /// The same, with the route that was found.
    func answerNamingRoute(_ request: HTTPRequest) async -> (response: HTTPResponse, route: Route?) {
        var found: Route?
        do throws(HTTPFailure) {
            let (route, parameters) = try find(method: request.method, path: request.target.segments)
            found = route
            var request = request
            request.pathParameters = parameters
            return (try await route.handler(request), route)
        } catch {
            return (error.response, found)
        }
    }

    private func find(
        method: String, path: [String]
    ) throws(HTTPFailure) -> (route: Route, parameters: [HTTPQueryItem]) {
        for place in places {
            guard let parameters = place.pattern.match(path) else { continue }
            let wanted = method == "HEAD" ? HTTPMethod.get.rawValue : method
            guard let route = place.routes.first(where: { $0.method.rawValue == wanted }) else {
                throw Self.methodNotAllowed(place)
            }
            return (route, parameters)
        }
        throw HTTPFailure(
            .notFound, code: "no-such-route", "There is nothing at this path.",
            hint: "GET /api/openapi.json lists what there is.")
    }

    private static func methodNotAllowed(_ place: Place) -> HTTPFailure {
        var methods = HTTPMethod.allCases.filter { method in place.routes.contains { $0.method == method } }.map(
            \.rawValue)
        if methods.first == HTTPMethod.get.rawValue { methods.insert("HEAD", at: 1) }
        let allowed = methods.joined(separator: ", ")
        return HTTPFailure(
            .methodNotAllowed, code: "method-not-allowed", "This path does not know the method.",
            hint: "It knows \(allowed).", headers: ["Allow": allowed])
    }
}
