/// A status code (RFC 9110 section 15).
package struct HTTPStatus: Sendable, Hashable, ExpressibleByIntegerLiteral, CustomStringConvertible {
    /// The three digits.
    package let code: Int

    /// A final status. Informational codes belong to the protocol, not to an answer, and trap like any other wrong number.
    package init(_ code: Int) {
        precondition((200...599).contains(code), "\(code) is no status of an answer")
        self.code = code
    }

    /// A status from its digits.
    package init(integerLiteral code: Int) { self.init(code) }

    /// The digits.
    package var description: String { String(code) }

    /// 200
    package static let ok: HTTPStatus = 200
    /// 201
    package static let created: HTTPStatus = 201
    /// 204
    package static let noContent: HTTPStatus = 204
    /// 303: look at `Location` with GET.
    package static let seeOther: HTTPStatus = 303
    /// 304
    package static let notModified: HTTPStatus = 304
    /// 400
    package static let badRequest: HTTPStatus = 400
    /// 401: who are you?
    package static let unauthorized: HTTPStatus = 401
    /// 403: you may not.
    package static let forbidden: HTTPStatus = 403
    /// 404
    package static let notFound: HTTPStatus = 404
    /// 405
    package static let methodNotAllowed: HTTPStatus = 405
    /// 409
    package static let conflict: HTTPStatus = 409
    /// 413
    package static let contentTooLarge: HTTPStatus = 413
    /// 414
    package static let uriTooLong: HTTPStatus = 414
    /// 415
    package static let unsupportedMediaType: HTTPStatus = 415
    /// 422: understood, and not possible.
    package static let unprocessable: HTTPStatus = 422
    /// 431
    package static let headersTooLarge: HTTPStatus = 431
    /// 429: too often.
    package static let tooManyRequests: HTTPStatus = 429
    /// 500
    package static let internalError: HTTPStatus = 500
    /// 503: not now.
    package static let unavailable: HTTPStatus = 503
}
