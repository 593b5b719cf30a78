import Replica

/// A request whose parameters and body have been checked against the operation that it calls: a handler reads them and need not
/// doubt their shape.
struct PanelCall: Sendable {
    /// The request as it came.
    let request: HTTPRequest
    /// The operation called.
    let operation: PanelOperation
    /// The checked JSON body; `null` if the operation takes none, or another kind.
    let body: JSON
    private let parameters: JSONObject

    /// Checks a request.
    /// - Throws: 400 for a parameter that is unknown, doubled, missing or malformed; 415, 400 or 422 for the body.
    init(_ request: HTTPRequest, _ operation: PanelOperation, _ shape: JSONShape) throws(HTTPFailure) {
        self.request = request
        self.operation = operation
        parameters = try Self.parameters(of: request, operation.description.parameters, shape)
        body = try Self.body(of: request, operation.description.body, shape)
    }

    /// A text.
    func text(_ name: String) -> String? { parameters[name]?.stringValue }

    /// A whole number.
    func integer(_ name: String) -> Int64? { parameters[name]?.integerValue }

    /// A truth value; false if it is absent.
    func flag(_ name: String) -> Bool { parameters[name]?.boolValue ?? false }

    /// The texts of a parameter that may be repeated.
    func texts(_ name: String) -> [String] { parameters[name]?.arrayValue?.compactMap(\.stringValue) ?? [] }

    /// The condition on fields.
    /// - Throws: 400 for a text that is none.
    func filter() throws(HTTPFailure) -> Filter? {
        guard let text = text("where") else { return nil }
        do { return try Filter(text) } catch { throw HTTPFailure(error) }
    }

    /// The `{name}` of the path.
    func path(_ name: String) -> String { request.pathParameter(name) }

    // MARK: Checking

    private static func parameters(
        of request: HTTPRequest, _ described: [OpenAPIParameter], _ shape: JSONShape
    ) throws(HTTPFailure) -> JSONObject {
        let query = described.filter { $0.location == .query }
        for item in request.target.query where !query.contains(where: { $0.name.utf8.elementsEqual(item.name.utf8) }) {
            let known = query.map(\.name).joined(separator: ", ")
            throw HTTPFailure(
                .badRequest, code: "unknown-parameter", "There is no parameter of this name here.",
                hint: known.isEmpty ? "Leave it out." : "Known are \(known).", field: clipped(item.name))
        }
        var values = JSONObject()
        for parameter in described where parameter.location != .path {
            let given =
                parameter.location == .query
                ? request.target.query.filter { $0.name.utf8.elementsEqual(parameter.name.utf8) }.map(\.value)
                : request.headers.values(parameter.name)
            guard let value = try value(of: parameter, given) else { continue }
            if let flaw = shape.flaw(of: value, in: parameter.schema) {
                throw HTTPFailure(
                    .badRequest, code: "bad-parameter", "\(parameter.name) must be \(flaw.demand).",
                    field: parameter.name)
            }
            values[parameter.name] = value
        }
        return values
    }

    private static func value(of parameter: OpenAPIParameter, _ given: [String]) throws(HTTPFailure) -> JSON? {
        let type = parameter.schema["type"]?.stringValue
        if type == "array" { return given.isEmpty ? nil : .array(given.map { .string($0) }) }
        guard given.count <= 1 else {
            throw HTTPFailure(
                .badRequest, code: "bad-parameter", "\(parameter.name) is given twice.", field: parameter.name)
        }
        guard let text = given.first else {
            guard !parameter.isRequired else {
                throw HTTPFailure(
                    .badRequest, code: "bad-parameter", "\(parameter.name) is missing.", hint: parameter.summary,
                    field: parameter.name)
            }
            return nil
        }
        switch type {
        case "integer": return Int64(text).map { .integer($0) } ?? .string(text)
        case "boolean": return truth(text).map { .bool($0) } ?? .string(text)
        default: return .string(text)
        }
    }

    /// `?explain` alone means true.
    private static func truth(_ text: String) -> Bool? {
        switch text {
        case "", "true": true
        case "false": false
        default: nil
        }
    }

    private static func body(
        of request: HTTPRequest, _ content: OpenAPIContent?, _ shape: JSONShape
    ) throws(HTTPFailure) -> JSON {
        guard let content else { return .null }
        guard content.mediaType == "application/json" else {
            try request.require(content.mediaType)
            return .null
        }
        let value = try request.json()
        if let flaw = shape.flaw(of: value, in: content.schema) {
            let subject = flaw.place.isEmpty ? "The body" : "\"\(clipped(flaw.place))\""
            throw HTTPFailure(
                .unprocessable, code: "bad-body", flaw.sentence(about: subject), exit: 2,
                field: flaw.place.isEmpty ? nil : clipped(flaw.place))
        }
        return value
    }

    /// As much of a caller's own text as an answer repeats.
    private static func clipped(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.prefix(80)))
    }
}
