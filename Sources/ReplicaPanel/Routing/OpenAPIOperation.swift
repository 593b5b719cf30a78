/// What one route says of itself.
package struct OpenAPIOperation: Sendable {
    /// One successful answer. Failures need none: every operation may answer with the error object.
    package struct Response: Sendable {
        /// The status.
        package let status: HTTPStatus
        /// When it comes.
        package let summary: String
        /// The forms that its body may have; none for no body.
        package let contents: [OpenAPIContent]

        /// A response from its parts.
        package init(_ status: HTTPStatus, _ summary: String, _ contents: OpenAPIContent...) {
            self.status = status
            self.summary = summary
            self.contents = contents
        }
    }

    /// A unique name for programs, in camel case.
    package let id: String
    /// One line.
    package let summary: String
    /// More, in CommonMark.
    package let details: String?
    /// The chapter it belongs to.
    package let tag: String
    /// The parameters. A `{name}` of the pattern that is not described is added as a string.
    package let parameters: [OpenAPIParameter]
    /// The body of the request, if it takes one.
    package let body: OpenAPIContent?
    /// The successful answers.
    package let responses: [Response]

    /// A description from its parts.
    package init(
        id: String, _ summary: String, details: String? = nil, tag: String, parameters: [OpenAPIParameter] = [],
        body: OpenAPIContent? = nil, responses: [Response]
    ) {
        precondition(!responses.isEmpty, "the operation \(id) has no answer")
        self.id = id
        self.summary = summary
        self.details = details
        self.tag = tag
        self.parameters = parameters
        self.body = body
        self.responses = responses
    }

    /// Traps if the description names path parameters that the pattern does not have.
    func check(against pattern: RoutePattern) {
        for parameter in parameters where parameter.location == .path {
            let exists = pattern.parameterNames.contains(parameter.name)
            precondition(exists, "\(id) describes {\(parameter.name)}, which \(pattern) does not have")
        }
    }

    /// The operation object.
    func json(for pattern: RoutePattern) -> JSON {
        var operation: JSON = ["operationId": .string(id), "summary": .string(summary), "tags": [.string(tag)]]
        if let details { operation["description"] = .string(details) }
        let described = parameters.filter { $0.location == .path }.map(\.name)
        let added = pattern.parameterNames.filter { !described.contains($0) }
            .map { OpenAPIParameter($0, in: .path, "The \($0).") }
        let all = added + parameters
        if !all.isEmpty { operation["parameters"] = .array(all.map(\.json)) }
        if let body { operation["requestBody"] = ["required": true, "content": body.json] }
        var answers = JSONObject()
        for response in responses {
            var answer: JSON = ["description": .string(response.summary)]
            for content in response.contents { answer["content"] = content.json(besides: answer["content"]) }
            answers[response.status.description] = answer
        }
        answers["default"] = ["$ref": "#/components/responses/Error"]
        operation["responses"] = .object(answers)
        return operation
    }
}
