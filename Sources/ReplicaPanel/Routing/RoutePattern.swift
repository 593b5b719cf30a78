/// The path of a route: `/api/{collection}/{id}`. A `{name}` stands for one segment that is not empty; everything else is literal.
package struct RoutePattern: Sendable, Equatable, ExpressibleByStringLiteral, CustomStringConvertible {
    enum Segment: Sendable, Equatable {
        case literal(String)
        case parameter(String)
    }

    let segments: [Segment]

    /// A pattern from its text, which is ours: a malformed one traps.
    package init(_ text: String) {
        precondition(text.hasPrefix("/"), "the pattern \(text) does not begin with a slash")
        segments = text.dropFirst().split(separator: "/").map { piece in
            guard piece.hasPrefix("{"), piece.hasSuffix("}") else { return .literal(String(piece)) }
            return .parameter(String(piece.dropFirst().dropLast()))
        }
        let names = parameterNames
        precondition(Set(names).count == names.count, "the pattern \(text) uses a name twice")
        precondition(description == text, "the pattern \(text) has empty segments")
    }

    /// A pattern from a literal.
    package init(stringLiteral text: String) { self.init(text) }

    /// The text it was made of.
    package var description: String {
        "/" + segments.map(Self.text).joined(separator: "/")
    }

    /// The names of the parameters, from left to right.
    package var parameterNames: [String] {
        segments.compactMap { if case .parameter(let name) = $0 { name } else { nil } }
    }

    /// The same pattern with all names equal: two patterns of one shape match the same paths.
    var shape: [String?] {
        segments.map { if case .literal(let text) = $0 { text } else { nil } }
    }

    /// What the parameters stand for in `path`; `nil` if it does not match.
    func match(_ path: [String]) -> [HTTPQueryItem]? {
        guard path.count == segments.count else { return nil }
        var parameters: [HTTPQueryItem] = []
        for (segment, text) in zip(segments, path) {
            switch segment {
            case .literal(let literal): guard literal.utf8.elementsEqual(text.utf8) else { return nil }
            case .parameter(let name):
                guard !text.isEmpty else { return nil }
                parameters.append(HTTPQueryItem(name: name, value: text))
            }
        }
        return parameters
    }

    /// Whether this pattern is to be tried before `other`: at the first difference, a literal comes before a parameter.
    func isMoreSpecific(than other: RoutePattern) -> Bool {
        for (left, right) in zip(shape, other.shape) where (left == nil) != (right == nil) { return left != nil }
        return false
    }

    private static func text(_ segment: Segment) -> String {
        switch segment {
        case .literal(let text): text
        case .parameter(let name): "{\(name)}"
        }
    }
}
