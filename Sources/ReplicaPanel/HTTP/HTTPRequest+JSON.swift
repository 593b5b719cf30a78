extension HTTPRequest {
    /// The body as JSON.
    ///
    /// Demands `Content-Type: application/json`: a foreign web page cannot send that without asking first (it is not one of the three
    /// types a plain form can have), which is half of the defence against forged requests.
    /// - Throws: 415 for another type, 400 for text that is no JSON.
    package func json(maximumDepth: Int = JSON.defaultMaximumDepth) throws(HTTPFailure) -> JSON {
        let type = headers["Content-Type"]?.split(separator: ";").first.map { $0.lowercased() } ?? ""
        guard type.filter({ $0 != " " }) == "application/json" else {
            throw HTTPFailure(
                .unsupportedMediaType, code: "not-json", "The body is not announced as JSON.",
                hint: "Send the header Content-Type: application/json.")
        }
        do {
            return try JSON.decode(body, maximumBytes: body.count, maximumDepth: maximumDepth)
        } catch {
            throw HTTPFailure(.badRequest, code: "bad-json", "The body is not valid JSON: \(error).")
        }
    }
}
