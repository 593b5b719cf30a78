/// The page: one document for all its addresses, which its own script fills, and the files that it consists of.
enum PanelPages {
    /// What lies below `/app/`.
    private static let folder = "app"
    /// Parts of the interface that are no addresses of the page.
    private static let machines: Set<String> = ["api", "healthz", "readyz", "metrics", folder]
    /// The most parts of an address of the page, as in `/bills/2026-A-0001/print`.
    private static let depth = 3

    /// Whether this answers at a path.
    static func serves(_ path: [String]) -> Bool {
        switch path.first {
        case nil: true
        case folder?: path.count == 2
        case let first?: !machines.contains(first) && path.count <= depth
        }
    }

    /// The routes of the page and its files.
    static var routes: [Route] {
        let patterns: [RoutePattern] = ["/", "/{page}", "/{page}/{item}", "/{page}/{item}/{part}"]
        let pages = patterns.enumerated().map { index, pattern in
            route(pattern, "showPage\(index)", "The panel") { (_) throws(HTTPFailure) in try file("index.html") }
        }
        let files = route("/app/{file}", "getPageFile", "A file of the panel") { (request) throws(HTTPFailure) in
            try file(request.pathParameter("file"), for: request)
        }
        return pages + [files]
    }

    private static func route(
        _ pattern: RoutePattern, _ id: String, _ summary: String, handler: @escaping Route.Handler
    ) -> Route {
        let page = OpenAPIContent(mediaType: "text/html", schema: ["type": "string"])
        let operation = OpenAPIOperation(id: id, summary, tag: "Page", responses: [.init(.ok, summary + ".", page)])
        return Route(.get, pattern, operation, handler: handler)
    }

    /// A file with what lets browsers keep it as long as it is the same; 304 for one that has it.
    private static func file(_ name: String, for request: HTTPRequest? = nil) throws(HTTPFailure) -> HTTPResponse {
        guard let file = PanelFile.all[name] else {
            guard !PanelFile.all.isEmpty else {
                throw HTTPFailure(
                    .internalError, code: "no-pages", "The files of the panel are not beside the program.",
                    hint: "Install the folder \(PanelFile.bundleName) beside `replica`.")
            }
            throw HTTPFailure(.notFound, code: "no-such-route", "The panel has no file of this name.")
        }
        var headers = HTTPHeaders.page
        headers["Content-Type"] = file.mediaType
        headers["Cache-Control"] = "no-cache"
        headers["ETag"] = file.tag
        if let known = request?.headers["If-None-Match"], known == file.tag {
            return HTTPResponse(status: .notModified, headers: headers)
        }
        return HTTPResponse(status: .ok, headers: headers, body: .bytes(file.bytes))
    }
}
