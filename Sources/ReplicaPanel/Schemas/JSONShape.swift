/// Checks JSON values against JSON Schemas (draft 2020-12), so that what the description promises of a request is what the server
/// enforces.
///
/// Only the keywords that the description uses: `$ref` to a named schema, `anyOf`, `type`, `enum`, `required`, `properties`,
/// `additionalProperties: false`, `items`, `minItems`, `maxItems`, `minimum`, `maximum`, `minLength`, `maxLength`. Lengths count Unicode
/// scalars. Recursion follows the schema, not the value, and no schema of ours contains itself.
package struct JSONShape: Sendable {
    /// What is wrong with a value, and where.
    package struct Flaw: Sendable, Equatable {
        /// The place inside the value, as `lines/0/sku`; empty for the value itself.
        package let place: String
        /// What it must be; completes "… must be".
        package let demand: String

        /// What is wrong, in a sentence about `subject`.
        package func sentence(about subject: String) -> String {
            guard demand.hasPrefix(Self.unknown) else { return "\(subject) must be \(demand)." }
            let known = demand.dropFirst(Self.unknown.count)
            return "\(subject) is not known here\(known.isEmpty ? "." : "; known are \(known).")"
        }

        static let unknown = "left out; known are "
    }

    private let named: JSONObject

    /// A checker that knows these names.
    package init(schemas: JSONObject) { named = schemas }

    /// The first flaw of a value; `nil` if it has the shape.
    package func flaw(of value: JSON, in schema: JSON, at place: String = "") -> Flaw? {
        let schema = resolved(schema)
        if let choices = schema["anyOf"]?.arrayValue {
            let flaws = choices.compactMap { flaw(of: value, in: $0, at: place) }
            guard flaws.count == choices.count else { return nil }
            // The choice that got furthest into the value says most.
            return flaws.max { $0.place.utf8.count < $1.place.utf8.count }
        }
        if let type = schema["type"]?.stringValue, !Self.has(value, type) {
            return Flaw(place: place, demand: Self.demand(schema, type))
        }
        if let values = schema["enum"]?.arrayValue, !values.contains(value) {
            return Flaw(place: place, demand: "one of \(values.compactMap(\.stringValue).joined(separator: ", "))")
        }
        switch value {
        case .string(let text): return boundsFlaw(Int64(text.unicodeScalars.count), "Length", schema, place)
        case .integer(let number): return rangeFlaw(Double(number), schema, place)
        case .number(let number): return rangeFlaw(number, schema, place)
        case .array(let elements): return flaw(of: elements, in: schema, at: place)
        case .object(let object): return flaw(of: object, in: schema, at: place)
        case .null, .bool: return nil
        }
    }

    /// The schema that a reference names; others as they are.
    package func resolved(_ schema: JSON) -> JSON {
        guard let path = schema["$ref"]?.stringValue, let name = path.split(separator: "/").last,
            let found = named[String(name)]
        else { return schema }
        return found
    }

    private func flaw(of elements: [JSON], in schema: JSON, at place: String) -> Flaw? {
        if let flaw = boundsFlaw(Int64(elements.count), "Items", schema, place) { return flaw }
        guard let items = schema["items"] else { return nil }
        for (index, element) in elements.enumerated() {
            if let flaw = flaw(of: element, in: items, at: Self.joined(place, "\(index)")) { return flaw }
        }
        return nil
    }

    private func flaw(of object: JSONObject, in schema: JSON, at place: String) -> Flaw? {
        for name in schema["required"]?.arrayValue?.compactMap(\.stringValue) ?? [] where object[name] == nil {
            return Flaw(place: Self.joined(place, name), demand: "there")
        }
        let properties = schema["properties"]?.objectValue ?? [:]
        for member in object {
            if let schema = properties[member.key] {
                if let flaw = flaw(of: member.value, in: schema, at: Self.joined(place, member.key)) { return flaw }
            } else if schema["additionalProperties"]?.boolValue == false {
                let known = properties.keys.joined(separator: ", ")
                return Flaw(
                    place: Self.joined(place, String(member.key.unicodeScalars.prefix(40).map(Character.init))),
                    demand: Flaw.unknown + known)
            }
        }
        return nil
    }

    private func boundsFlaw(_ count: Int64, _ what: String, _ schema: JSON, _ place: String) -> Flaw? {
        let minimum = schema["min\(what)"]?.integerValue ?? 0
        let maximum = schema["max\(what)"]?.integerValue ?? .max
        guard !(minimum...maximum).contains(count) else { return nil }
        return Flaw(place: place, demand: Self.demand(schema, schema["type"]?.stringValue ?? ""))
    }

    private func rangeFlaw(_ number: Double, _ schema: JSON, _ place: String) -> Flaw? {
        let minimum = schema["minimum"]?.numberValue ?? -.infinity
        let maximum = schema["maximum"]?.numberValue ?? .infinity
        guard !(minimum...maximum).contains(number) else { return nil }
        return Flaw(place: place, demand: Self.demand(schema, schema["type"]?.stringValue ?? ""))
    }

    private static func has(_ value: JSON, _ type: String) -> Bool {
        switch (value, type) {
        case (.null, "null"), (.bool, "boolean"), (.integer, "integer"), (.integer, "number"), (.number, "number"),
            (.string, "string"), (.array, "array"), (.object, "object"):
            true
        case (_, _): false
        }
    }

    /// What a schema asks for, in words.
    private static func demand(_ schema: JSON, _ type: String) -> String {
        switch type {
        case "string": "a text" + range(schema, "Length", "character")
        case "integer": "a whole number" + range(schema)
        case "number": "a number" + range(schema)
        case "boolean": "true or false"
        case "array": "a list" + range(schema, "Items", "element")
        case "object": "an object"
        default: type
        }
    }

    private static func range(_ schema: JSON, _ what: String, _ unit: String) -> String {
        switch (schema["min\(what)"]?.integerValue, schema["max\(what)"]?.integerValue) {
        case (let low?, let high?): low == high ? " of \(low) \(unit)s" : " of \(low) to \(high) \(unit)s"
        case (let low?, nil): " of at least \(low) \(unit)s"
        case (nil, let high?): " of at most \(high) \(unit)s"
        case (nil, nil): ""
        }
    }

    private static func range(_ schema: JSON) -> String {
        switch (schema["minimum"], schema["maximum"]) {
        case (let low?, let high?): " from \(low) to \(high)"
        case (let low?, nil): " of at least \(low)"
        case (nil, let high?): " of at most \(high)"
        case (nil, nil): ""
        }
    }

    private static func joined(_ place: String, _ name: String) -> String {
        place.isEmpty ? name : "\(place)/\(name)"
    }
}
