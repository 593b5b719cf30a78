/// The description of the whole interface (OpenAPI 3.1.0), made from the very table that the router serves.
package struct OpenAPIDocument: Sendable {
    /// The title.
    package let title: String
    /// The version of the interface.
    package let version: String
    /// What it is, in CommonMark.
    package let details: String
    /// Named JSON Schemas that operations refer to by ``OpenAPIContent/json(named:)``.
    package let schemas: JSONObject

    /// A document from its parts.
    package init(title: String, version: String, details: String, schemas: JSONObject = [:]) {
        self.title = title
        self.version = version
        self.details = details
        self.schemas = schemas
    }

    /// The document. Paths come in the order of the routes.
    package func json(for routes: [Route]) -> JSON {
        json(for: routes.map { ($0.method, $0.pattern, $0.operation) })
    }

    /// The same from a table without handlers.
    func json(for table: [(method: HTTPMethod, pattern: RoutePattern, operation: OpenAPIOperation)]) -> JSON {
        var paths = JSONObject()
        for entry in table {
            var place = paths[entry.pattern.description] ?? [:]
            place[entry.method.rawValue.lowercased()] = entry.operation.json(for: entry.pattern)
            paths[entry.pattern.description] = place
        }
        var schemas = schemas
        schemas["Error"] = Self.errorSchema
        return [
            "openapi": "3.1.0",
            "info": ["title": .string(title), "version": .string(version), "description": .string(details)],
            "paths": .object(paths),
            "components": [
                "schemas": .object(schemas),
                "responses": [
                    "Error": [
                        "description": "The request was refused or failed.",
                        "content": OpenAPIContent.json(named: "Error").json,
                    ]
                ],
            ],
        ]
    }

    /// The shape of ``HTTPFailure/json``.
    private static let errorSchema: JSON = [
        "type": "object", "required": ["error"],
        "properties": [
            "error": [
                "type": "object", "required": ["code", "exit", "message", "hint"],
                "properties": [
                    "code": ["type": "string", "description": "A stable word for programs."],
                    "exit": ["type": "integer", "description": "How the `replica` command ends for it."],
                    "message": ["type": "string", "description": "One sentence for people."],
                    "hint": ["type": "string", "description": "What to do about it."],
                    "field": ["type": "string", "description": "The member or parameter at fault."],
                ],
            ]
        ],
    ]
}
