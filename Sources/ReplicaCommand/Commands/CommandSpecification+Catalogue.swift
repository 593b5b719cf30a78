/// Products and customers.
extension CommandSpecification {
    private static let product = ArgumentSpecification("SKU", .text, .one, "The product, by its key")
    private static let changeExits: [ExitStatus] = [
        .done, .failed, .notFound, .refused, .unreachable, .notPermitted, .reachNotAttained,
    ]

    /// What `product add` and `product edit` set beside the key.
    private static let productFields: [OptionSpecification] = [
        .value("name", .text, "NAME", "What it is called"),
        .value("price", .decimal, "AMOUNT", "The price of one in the shop's currency"),
        .value("barcode", .text, "CODE", "The code on its package"),
        .value("tax", .decimal, "PERCENT", "Its tax rate in percent"),
        .value("threshold", .integer(0...1_000_000_000), "QTY", "Low stock is at or below this"),
        .value("target", .integer(0...1_000_000_000), "QTY", "To what level to order"),
        .value("category", .text, "TEXT", "A word for grouping"),
        .value("supplier", .text, "NAME", "Who delivers it, for the order list"),
        .choice("strict", ["yes", "no"], "Whether its level must not go below zero"),
    ]

    /// What `customer add` sets beside the name.
    private static let customerFields: [OptionSpecification] = [
        .value("ref", .text, "KEY", "The shop's own key, as C-104"),
        .value("company", .text, "NAME", "The company"),
        .value("email", .text, "EMAIL", "The e-mail address"),
        .value("phone", .text, "NUMBER", "The telephone number"),
        .value("address", .text, "TEXT", "Street and house"),
        .value("city", .text, "TEXT", "The town"),
        .value("postcode", .text, "TEXT", "The postcode"),
        .value("country", .text, "CODE", "The country, by its two letters"),
        .note,
    ]

    /// `product list`
    package static let productList = CommandSpecification("product list", "List products", .reads).with {
        $0.options = [
            .value("search", .text, "TEXT", "Only those with this text in key, name or code"),
            .filter,
            .sort(["sku", "name", "price"]),
            .limit,
        ]
        $0.examples = [CommandExample("replica product list --search pen")]
        $0.exits = [.done, .failed, .unreachable]
        $0.synonyms = ["ls", "search", "find"]
    }

    /// `product show`
    package static let productShow = CommandSpecification("product show", "Show a product", .reads).with {
        $0.arguments = [product]
        $0.examples = [CommandExample("replica product show PEN-01")]
        $0.exits = [.done, .failed, .notFound, .unreachable]
        $0.synonyms = ["view", "get"]
    }

    /// `product add`
    package static let productAdd = CommandSpecification("product add", "Add a product", .writes).with {
        $0.options =
            [.value("sku", .text, "SKU", "Its key, unique in the shop")] + productFields
            + [.value("stock", .integer(-1_000_000_000...1_000_000_000), "QTY", "What lies on the shelf already")]
        $0.required = [["sku"], ["name"], ["price"]]
        $0.examples = [
            CommandExample("replica product add --sku PEN-01 --name \"Pen, blue\" --price 1.50")
        ]
        $0.exits = [.done, .failed, .refused, .unreachable, .notPermitted, .reachNotAttained]
        $0.synonyms = ["new", "create"]
    }

    /// `product edit`
    package static let productEdit = CommandSpecification("product edit", "Change fields of a product", .writes).with {
        $0.discussion = [
            "Only the fields that are given change. Issued bills keep the price and tax they were issued with."
        ]
        $0.arguments = [product]
        $0.options = productFields
        $0.required = [productFields.map(\.name)]
        $0.examples = [CommandExample("replica product edit PEN-01 --price 1.60")]
        $0.exits = changeExits
        $0.synonyms = ["update", "change", "set"]
    }

    /// `customer list`
    package static let customerList = CommandSpecification("customer list", "List customers", .reads).with {
        $0.options = [
            .value("search", .text, "TEXT", "Only those with this text in id, name, company or address"),
            .filter,
            .sort(["name", "company", "city"]),
            .limit,
        ]
        $0.examples = [CommandExample("replica customer list --search meier")]
        $0.exits = [.done, .failed, .unreachable]
        $0.synonyms = ["ls", "search", "find"]
    }

    /// `customer show`
    package static let customerShow = CommandSpecification("customer show", "Show a customer and what is open", .reads)
        .with {
            $0.arguments = [ArgumentSpecification("ID", .text, .one, "The customer, by id")]
            $0.examples = [CommandExample("replica customer show C-104")]
            $0.exits = [.done, .failed, .notFound, .unreachable]
            $0.synonyms = ["view", "get"]
        }

    /// `customer add`
    package static let customerAdd = CommandSpecification("customer add", "Add a customer", .writes).with {
        $0.options = [.value("name", .text, "NAME", "The customer's name")] + customerFields
        $0.required = [["name"]]
        $0.examples = [CommandExample("replica customer add --name \"Mei Lin\" --email mei@example.org")]
        $0.exits = [.done, .failed, .refused, .unreachable, .notPermitted, .reachNotAttained]
        $0.synonyms = ["new", "create"]
    }

    /// `customer edit`
    package static let customerEdit = CommandSpecification("customer edit", "Change fields of a customer", .writes).with
    {
        $0.discussion = [
            "Only the fields that are given change. Issued bills keep the name and address they were issued with."
        ]
        $0.arguments = [ArgumentSpecification("ID", .text, .one, "The customer, by id or key")]
        $0.options =
            [.value("name", .text, "NAME", "The customer's name")] + customerFields
            + [.clear(customerFields.map(\.name))]
        $0.required = [$0.options.map(\.name)]
        $0.examples = [
            CommandExample("replica customer edit C-104 --phone \"030 1234\" --city Berlin"),
            CommandExample("replica customer edit C-104 --clear email", "Take a field away"),
        ]
        $0.exits = changeExits
        $0.synonyms = ["update", "change", "set"]
    }
}
