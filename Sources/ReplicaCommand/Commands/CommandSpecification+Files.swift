/// Files in and out.
extension CommandSpecification {
    /// `export`
    package static let export = CommandSpecification("export", "Write documents to a file", .reads).with {
        $0.section = .data
        $0.discussion = [
            "CSV can be read by `replica import` again. --what all --format jsonl is canonical: one document a line, keys in order, so that "
                + "two computers of one role with the same documents write the same lines."
        ]
        $0.options = [
            .choice("what", ["all", "bills", "customers", "products", "stock"], "Which documents"),
            .choice("format", ["csv", "jsonl", "json"], "The form of the file"),
            .flag("excel", "CSV for Excel: byte order mark, semicolons, decimal commas"),
            .value("out", .path, "FILE", "Where to; - is standard output [-]"),
            .flag("force", "Write over a file that exists"),
        ]
        $0.required = [["what"], ["format"]]
        $0.examples = [
            CommandExample("replica export --what bills --format csv --out bills.csv"),
            CommandExample(
                "replica export --what all --format jsonl | sort > till-1.jsonl", "To compare two computers"),
        ]
        $0.exits = [.done, .failed, .refused, .unreachable, .notPermitted]
        $0.synonyms = ["dump"]
    }

    /// `import`
    package static let importFile = CommandSpecification(
        "import", "Read products, customers or bills from a file", .imports
    ).with {
        $0.section = .data
        $0.discussion = [
            "CSV as RFC 4180 has it, in UTF-8, with a heading; columns in any order. Good rows are kept, bad ones are told with row and "
                + "column. The same file again changes nothing.",
            "products: sku, name, price, threshold, stock, barcode, tax, target, supplier.",
            "customers: ref, name, company, email, phone, address, city, postcode, country.",
            "bills, one row a line: bill, customer, date, sku, quantity, price, paid.",
        ]
        $0.arguments = [ArgumentSpecification("FILE", .path, .one, "The file; - is standard input")]
        $0.options = [
            .choice("what", ["products", "customers", "bills"], "What the rows are"),
            .value("map", .text, "COLUMN=FIELD", "Read a column of another name as this field", isRepeatable: true),
            .choice(
                "on-duplicate", ["skip", "fail", "update"], "What to do with rows that exist; the first is the default"),
        ]
        $0.required = [["what"]]
        $0.examples = [
            CommandExample("replica import products.csv --what products --dry-run", "Look first"),
            CommandExample("replica import old.csv --what customers --map \"Tel.=phone\""),
        ]
        $0.exits = [.done, .failed, .refused, .unreachable, .notPermitted]
        $0.synonyms = ["load"]
    }
}
