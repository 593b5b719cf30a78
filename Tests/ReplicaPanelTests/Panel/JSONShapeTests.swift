import ReplicaPanel
import Testing

@Suite struct JSONShapeTests {
    private let shape = JSONShape(schemas: [
        "Money": [
            "type": "object", "required": ["minor"], "additionalProperties": false,
            "properties": ["minor": ["type": "integer", "minimum": 0], "note": ["type": "string", "maxLength": 3]],
        ]
    ])

    private func flaw(_ value: JSON, _ schema: JSON) -> String? {
        shape.flaw(of: value, in: schema).map { "\($0.place): \($0.demand)" }
    }

    @Test func `a value of the right shape has no flaw`() {
        let money: JSON = ["$ref": "#/components/schemas/Money"]
        #expect(flaw(["minor": 5, "note": "äöü"], money) == nil)
        #expect(flaw([["minor": 0]], ["type": "array", "items": money, "minItems": 1]) == nil)
        #expect(flaw(.null, ["anyOf": [money, ["type": "null"]]]) == nil)
        #expect(flaw(1, ["type": "number", "maximum": 1]) == nil)
        #expect(flaw("a", ["type": "string", "enum": ["a", "b"]]) == nil)
        #expect(flaw(["x": [1, "2"]], ["description": "anything"]) == nil)
    }

    @Test func `a flaw names its place and what must stand there`() {
        let money: JSON = ["$ref": "#/components/schemas/Money"]
        #expect(flaw("5", money) == ": an object")
        #expect(flaw(["note": "x"], money) == "minor: there")
        #expect(flaw(["minor": -1], money) == "minor: a whole number of at least 0")
        #expect(flaw(["minor": 1.5], money) == "minor: a whole number of at least 0")
        #expect(flaw(["minor": 1, "note": "long"], money) == "note: a text of at most 3 characters")
        #expect(flaw(["minor": 1, "color": "red"], money) == "color: left out; known are minor, note")
        let lines: JSON = ["type": "array", "items": money, "minItems": 2, "maxItems": 3]
        #expect(flaw([["minor": 1], ["minor": .null]], lines) == "1/minor: a whole number of at least 0")
        #expect(flaw([["minor": 1]], lines) == ": a list of 2 to 3 elements")
        #expect(flaw("c", ["type": "string", "enum": ["a", "b"]]) == ": one of a, b")
        #expect(flaw(2, ["type": "number", "minimum": 0, "maximum": 1]) == ": a number from 0 to 1")
        #expect(flaw("x", ["type": "boolean"]) == ": true or false")
    }

    @Test func `of several forms the one that fits best says what is wrong`() {
        let amount: JSON = ["anyOf": [["$ref": "#/components/schemas/Money"], ["type": "string"]]]
        #expect(flaw(["minor": "5"], amount) == "minor: a whole number of at least 0")
        #expect(flaw("5", amount) == nil)
    }
}
