/// A refused or failed request, as the caller gets to see it: status and `{"error":{"code","exit","message","hint","field"?}}`.
///
/// The codes are those of the command line. Nothing internal (paths, addresses, other people's data) belongs in it.
package struct HTTPFailure: Error, Sendable, Equatable {
    /// The status of the answer.
    package let status: HTTPStatus
    /// A stable word for programs, lower case with hyphens.
    package let code: String
    /// How the `replica` command ends for it: 1 failed, 2 usage, 3 not found, 4 refused by a rule, 5 unreachable, 6 not permitted,
    /// 9 damaged.
    package let exit: Int64
    /// One sentence for people.
    package let message: String
    /// What to do about it.
    package let hint: String?
    /// Which member or parameter of the request is at fault.
    package var field: String?
    /// Further header fields of the answer, as `Allow`.
    package var headers: HTTPHeaders

    /// A failure from its parts. Without `exit`, the one that is usual for the status.
    package init(
        _ status: HTTPStatus, code: String, _ message: String, exit: Int64? = nil, hint: String? = nil,
        field: String? = nil, headers: HTTPHeaders = [:]
    ) {
        self.status = status
        self.code = code
        self.exit = exit ?? Self.exit(of: status)
        self.message = message
        self.hint = hint
        self.field = field
        self.headers = headers
    }

    /// The body of the answer.
    package var json: JSON {
        var error: JSON = [
            "code": .string(code), "exit": .integer(exit), "message": .string(message), "hint": .string(hint ?? ""),
        ]
        if let field { error["field"] = .string(field) }
        return ["error": error]
    }

    /// The whole answer.
    package var response: HTTPResponse {
        var response = HTTPResponse.json(json, status: status)
        for field in headers.fields { response.headers.append(field.name, field.value) }
        return response
    }

    private static func exit(of status: HTTPStatus) -> Int64 {
        switch status.code {
        case 400, 405, 413, 414, 415, 431: 2
        case 401, 403: 6
        case 404: 3
        case 409, 422, 429: 4
        case 503: 5
        default: 1
        }
    }
}
