extension CommandGroup {
    /// `bill`
    package static let bill = CommandGroup(
        "bill", "Make bills, take payments, correct what was wrong", .shop, synonyms: ["invoice", "invoices", "bills"])
    /// `customer`
    package static let customer = CommandGroup(
        "customer", "Look up and add customers", .shop, synonyms: ["client", "customers"])
    /// `product`
    package static let product = CommandGroup(
        "product", "Look up, add and change products", .shop, synonyms: ["item", "article", "products"])
    /// `stock`
    package static let stock = CommandGroup(
        "stock", "Receive, adjust, move and count stock", .shop, synonyms: ["inventory"])
    /// `peers`
    package static let peers = CommandGroup(
        "peers", "See and manage the other computers of the shop", .node, defaultWord: "list",
        synonyms: ["peer", "nodes", "members", "devices"])
    /// `conflicts`
    package static let conflicts = CommandGroup(
        "conflicts", "See and decide what could not be merged without loss", .insight, defaultWord: "list",
        synonyms: ["conflict"])
    /// `settings`
    package static let settings = CommandGroup(
        "settings", "See and change what holds for the whole shop", .shop, defaultWord: "show",
        synonyms: ["config", "letterhead"])
    /// `audit`
    package static let audit = CommandGroup(
        "audit", "Prove numbers, stock and signatures, or show the difference", .insight, synonyms: ["verify", "check"])

    /// All groups, in the order of the help text.
    package static let all: [CommandGroup] = [
        .peers, .bill, .customer, .product, .stock, .settings, .conflicts, .audit,
    ]
}
