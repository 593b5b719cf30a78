/// A refused or failed request, as the caller gets to see it: status and `{"error":{"code","message","hint"?,"field"?}}`.
///
/// The codes are those of the command line. Nothing internal (paths, addresses, other people's data) belongs in it.
package struct HTTPFailure: Error, Sendable, Equatable {
    /// The status of the answer.
    package let status: HTTPStatus
    /// A stable word for programs, lower case with hyphens.
    package let code: String
    /// One sentence for people.
    package let message: String
    /// What to do about it.
    package let hint: String?
    /// Which member or parameter of the request is at fault.
    package let field: String?
    /// Further header fields of the answer, as `Allow`.
    package var headers: HTTPHeaders

    /// A failure from its parts.
    package init(
        _ status: HTTPStatus, code: String, _ message: String, hint: String? = nil, field: String? = nil,
        headers: HTTPHeaders = [:]
    ) {
        self.status = status
        self.code = code
        self.message = message
        self.hint = hint
        self.field = field
        self.headers = headers
    }

    /// The body of the answer.
    package var json: JSON {
        var error: JSON = ["code": .string(code), "message": .string(message)]
        if let hint { error["hint"] = .string(hint) }
        if let field { error["field"] = .string(field) }
        return ["error": error]
    }

    /// The whole answer.
    package var response: HTTPResponse {
        var response = HTTPResponse.json(json, status: status)
        for field in headers.fields { response.headers.append(field.name, field.value) }
        return response
    }
}
