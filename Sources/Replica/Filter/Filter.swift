// The filter language: one for the library, the HTTP interface, the command line and the panel's search box.
//
//   filter  = and *( "||" and )
//   and     = unary *( "&&" unary )
//   unary   = "!" unary | "(" filter ")" | test
//   test    = field                                     a field that is true or false
//           | field ( "==" | "!=" | "<" | "<=" | ">" | ">=" ) operand
//           | field "~" text                            all words occur, whatever capitals and accents
//           | field "in" "[" [ literal *( "," literal ) ] "]"
//   operand = literal | field
//   literal = text | number | "true" | "false" | "null"
//   field   = name *( "." name )
//   name    = ( letter | "_" ) *( letter | digit | "_" | "-" )
//   text    = in quotation marks or apostrophes; \" \' \\ \n \t \u{…} within
//   number  = [ "-" ] digits [ "." digits ]             exact; at most 18 digits and 9 after the point
//
// A text is read once, into a tree, within bounds; a tree is turned once into a test for one sort of rows, which is where names and
// kinds of fields are judged; the test is then called for every row. There are two truth values and no third: what is not there
// equals null and is neither before nor after anything, so that `!(due < "2026-01-01")` holds for a bill without a due date.

/// A condition on fields, read from a text: `payment == "open" && total > 1000 && customer.name ~ "mei"`.
///
/// What fields there are depends on what is filtered: `test(on:)` says so. The article <doc:Feed> tells the language.
public struct Filter: Hashable, Sendable {
    /// The most characters (Unicode scalars) of a filter.
    public static let maximumLength = 2_000
    /// How deep parentheses and negations may lie in each other.
    public static let maximumDepth = 32
    /// The most comparisons of a filter, and the most values of one list.
    public static let maximumTerms = 100

    /// What it says.
    let expression: FilterExpression

    init(_ expression: FilterExpression) { self.expression = expression }

    /// Reads a filter. O(length).
    public init(_ text: String) throws(FilterError) {
        guard text.utf8.count <= Self.maximumLength * 4, text.unicodeScalars.count <= Self.maximumLength else {
            throw FilterError(
                .limit, at: Self.maximumLength + 1, "A filter has at most \(Self.maximumLength) characters.",
                hint: "Make it shorter.")
        }
        var parser = FilterParser(try FilterLexer.tokens(text))
        expression = try parser.filter()
    }
}
