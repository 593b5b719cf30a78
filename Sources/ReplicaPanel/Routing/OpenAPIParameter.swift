/// One parameter of an operation.
package struct OpenAPIParameter: Sendable {
    /// Where it stands.
    package enum Location: String, Sendable {
        /// A `{name}` of the pattern.
        case path
        /// An item of the query.
        case query
        /// A header field.
        case header
    }

    /// Its name.
    package let name: String
    /// Where it stands.
    package let location: Location
    /// What it means.
    package let summary: String
    /// A JSON Schema; without one, a string.
    package let schema: JSON
    /// Whether it must be there. A path parameter always must.
    package let isRequired: Bool

    /// A parameter from its parts.
    package init(
        _ name: String, in location: Location, _ summary: String, schema: JSON = ["type": "string"],
        isRequired: Bool = false
    ) {
        self.name = name
        self.location = location
        self.summary = summary
        self.schema = schema
        self.isRequired = isRequired || location == .path
    }

    /// The parameter object.
    var json: JSON {
        [
            "name": .string(name), "in": .string(location.rawValue), "description": .string(summary),
            "required": .bool(isRequired), "schema": schema,
        ]
    }
}
