/// A body of a request or an answer.
package struct OpenAPIContent: Sendable {
    /// As `application/json`.
    package let mediaType: String
    /// A JSON Schema.
    package let schema: JSON

    /// A content from its parts.
    package init(mediaType: String, schema: JSON) {
        self.mediaType = mediaType
        self.schema = schema
    }

    /// JSON of this schema.
    package static func json(_ schema: JSON) -> OpenAPIContent {
        OpenAPIContent(mediaType: "application/json", schema: schema)
    }

    /// JSON of a schema that the document names.
    package static func json(named name: String) -> OpenAPIContent {
        json(["$ref": .string("#/components/schemas/\(name)")])
    }

    /// Server-sent events.
    package static let events = OpenAPIContent(
        mediaType: "text/event-stream", schema: ["description": "A stream of server-sent events."])

    /// Plain text.
    package static let text = OpenAPIContent(mediaType: "text/plain", schema: ["type": "string"])

    /// The map from media type to media type object.
    var json: JSON { json(besides: nil) }

    /// The same with the media types of other contents.
    func json(besides others: JSON?) -> JSON {
        var map = others ?? [:]
        map[mediaType] = ["schema": schema]
        return map
    }
}
