extension HTTPRequest {
    /// The body as JSON.
    ///
    /// Demands `Content-Type: application/json`: a foreign web page cannot send that without asking first (it is not one of the three
    /// types a plain form can have), which is half of the defence against forged requests.
    /// - Throws: 415 for another type, 400 for text that is no JSON.
    package func json(maximumDepth: Int = JSON.defaultMaximumDepth) throws(HTTPFailure) -> JSON {
        try require("application/json")
        do {
            return try JSON.decode(body, maximumBytes: body.count, maximumDepth: maximumDepth)
        } catch {
            throw HTTPFailure(.badRequest, code: "bad-json", "The body is not valid JSON: \(error).")
        }
    }

    /// Refuses a body that is not announced as this type; parameters of the type are left aside.
    /// - Throws: 415.
    func require(_ mediaType: String) throws(HTTPFailure) {
        let type = headers["Content-Type"]?.split(separator: ";").first.map { $0.lowercased() } ?? ""
        guard type.filter({ $0 != " " && $0 != "\t" }) == mediaType else {
            throw HTTPFailure(
                .unsupportedMediaType, code: mediaType == "application/json" ? "not-json" : "wrong-type",
                "The body is not announced as \(mediaType).", hint: "Send the header Content-Type: \(mediaType).")
        }
    }
}
