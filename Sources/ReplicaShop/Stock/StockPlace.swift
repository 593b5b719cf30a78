/// Where in the shop goods lie. The shop itself has the counter `stock`; a place that was given a name, as a cellar, has a
/// counter of its own, `stock/cellar`, and a product's level is their sum.
enum StockPlace {
    static let field = "stock"
    static let prefix = "stock/"

    /// The counter of a place; nil or blank means the shop itself.
    static func path(of name: String?) throws(ShopError) -> String {
        guard let clean = try name.flatMap({ (text) throws(ShopError) in try TextKind.city.cleanOptional(text) }) else {
            return field
        }
        guard !clean.utf8.contains(UInt8(ascii: "/")) else { throw .trade(.place(clean)) }
        return prefix + clean
    }

    /// Where that is, in a message.
    static func phrase(for path: String) -> String {
        path == field ? "the shop itself" : ShopError.quoted(name(of: path))
    }

    /// The place of a counter.
    static func name(of path: String) -> String { path == field ? "" : String(path.dropFirst(prefix.count)) }
}
