import ReplicaPanel
import Testing

struct OpenAPITests {
    @Test func `the document is made from the table, in its order`() {
        let read = OpenAPIOperation(
            id: "readBill", "One bill.", tag: "bills",
            parameters: [OpenAPIParameter("explain", in: .query, "Adds the entries.", schema: ["type": "boolean"])],
            responses: [.init(.ok, "The bill.", .json(named: "Bill"))])
        let change = OpenAPIOperation(
            id: "changeBill", "Changes a bill.", details: "Only drafts.", tag: "bills",
            parameters: [OpenAPIParameter("id", in: .path, "The bill's id.")], body: .json(named: "Bill"),
            responses: [.init(.noContent, "Changed.")])
        let router = Router([
            Route(.get, "/api/bill/{id}", read) { _ in .text("") },
            Route(.patch, "/api/bill/{id}", change) { _ in .text("") },
        ])
        let document = OpenAPIDocument(
            title: "replica", version: "1", details: "A node.", schemas: ["Bill": ["type": "object"]])
        let paths = document.json(for: router.routes)["paths"]
        #expect(
            paths == [
                "/api/bill/{id}": [
                    "get": [
                        "operationId": "readBill", "summary": "One bill.", "tags": ["bills"],
                        "parameters": [
                            [
                                "name": "id", "in": "path", "description": "The id.", "required": true,
                                "schema": ["type": "string"],
                            ],
                            [
                                "name": "explain", "in": "query", "description": "Adds the entries.", "required": false,
                                "schema": ["type": "boolean"],
                            ],
                        ],
                        "responses": [
                            "200": [
                                "description": "The bill.",
                                "content": ["application/json": ["schema": ["$ref": "#/components/schemas/Bill"]]],
                            ],
                            "default": ["$ref": "#/components/responses/Error"],
                        ],
                    ],
                    "patch": [
                        "operationId": "changeBill", "summary": "Changes a bill.", "tags": ["bills"],
                        "description": "Only drafts.",
                        "parameters": [
                            [
                                "name": "id", "in": "path", "description": "The bill's id.", "required": true,
                                "schema": ["type": "string"],
                            ]
                        ],
                        "requestBody": [
                            "required": true,
                            "content": ["application/json": ["schema": ["$ref": "#/components/schemas/Bill"]]],
                        ],
                        "responses": [
                            "204": ["description": "Changed."], "default": ["$ref": "#/components/responses/Error"],
                        ],
                    ],
                ]
            ])
    }

    @Test func `every reference leads somewhere, and the error object is described as it is sent`() throws {
        let operation = OpenAPIOperation(
            id: "a", "A.", tag: "t", body: .json(["type": "array"]), responses: [.init(.ok, "Feed.", .events)])
        let document = OpenAPIDocument(title: "t", version: "1", details: "d")
            .json(for: [Route(.post, "/{x}", operation) { _ in .text("") }])
        #expect(document["openapi"] == "3.1.0")
        var references: [String] = []
        collectReferences(document, into: &references)
        #expect(!references.isEmpty)
        for reference in references {
            let found = reference.split(separator: "/").dropFirst().reduce(JSON?.some(document)) { $0?[String($1)] }
            #expect(found != nil, "\(reference)")
        }
        let failure = HTTPFailure(.badRequest, code: "c", "m", hint: "h", field: "f").json
        let described = document["components"]?["schemas"]?["Error"]?["properties"]?["error"]?["properties"]
        #expect(described?.objectValue?.keys.sorted() == failure["error"]?.objectValue?.keys.sorted())
    }

    private func collectReferences(_ value: JSON, into references: inout [String]) {
        switch value {
        case .array(let elements): for element in elements { collectReferences(element, into: &references) }
        case .object(let object):
            for member in object {
                if member.key == "$ref", let text = member.value.stringValue { references.append(text) }
                collectReferences(member.value, into: &references)
            }
        case .null, .bool, .integer, .number, .string: break
        }
    }
}
