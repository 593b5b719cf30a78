/// Under which heading a top-level command stands in `replica --help`.
package enum CommandSection: String, Sendable, CaseIterable {
    /// Making a shop, running a node, letting others in.
    case node = "Set up and run"
    /// Bills, customers, products, stock.
    case shop = "Work in the shop"
    /// What happens, and why.
    case insight = "Look inside"
    /// Files in and out.
    case data = "Files"
    /// Help and information about the program.
    case about = "About replica"
}
