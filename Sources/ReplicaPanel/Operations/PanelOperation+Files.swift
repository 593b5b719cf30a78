extension PanelOperation {
    static let files: [PanelOperation] = [importFile, exportFile]

    static let importFile = PanelOperation(
        .post, "/api/import", id: "importFile", "Read products, customers or bills from a file",
        details: """
            CSV as RFC 4180 has it, in UTF-8, with a heading; columns in any order. Good rows are kept, bad ones are told with row and \
            column. The same file again changes nothing. Answers with server-sent events: \
            `progress` now and then, then a `row` for each row, `end` with the sums and the unknown columns; or `failed` with the error object.
            """,
        tag: .files, .imports, for: .admins("import files"),
        parameters: [
            .choice("what", ["products", "customers", "bills"], "What the rows are.", isRequired: true),
            .choice("on-duplicate", ["skip", "fail", "update"], "What to do with rows that exist; `skip` without it."),
            OpenAPIParameter(
                "map", in: .query, "`COLUMN=FIELD`: read a column of another name as this field. May be repeated.",
                schema: ["type": "array", "items": ["type": "string", "minLength": 3, "maxLength": 300]]),
        ],
        body: OpenAPIContent(mediaType: "text/csv", schema: ["type": "string"]),
        answers: [.init(.ok, "What became of each row.", .events)])

    static let exportFile = PanelOperation(
        .get, "/api/export", id: "exportFile", "Write documents as a file",
        details: """
            CSV can be read by the import again. `what=all&format=jsonl` is canonical: one document a line, keys in order, no member \
            that is this node's own, so that two nodes of one role with the same documents write the same set of lines.
            """,
        tag: .files,
        parameters: [
            .choice("what", ["all", "bills", "customers", "products", "stock"], "Which documents.", isRequired: true),
            .choice("format", ["csv", "jsonl", "json"], "The form of the file.", isRequired: true),
            OpenAPIParameter(
                "bill", in: .query, "With `what=bills&format=csv`: only this bill, by number or id. May be repeated.",
                schema: [
                    "type": "array", "maxItems": 200, "items": ["type": "string", "minLength": 1, "maxLength": 300],
                ]),
            .flag("excel", "CSV for spreadsheets: byte order mark, semicolons, decimal commas."),
        ],
        answers: [
            .init(
                .ok, "The file.", OpenAPIContent(mediaType: "text/csv", schema: ["type": "string"]),
                OpenAPIContent(mediaType: "application/jsonl", schema: ["type": "string"]), .json(["type": "array"]))
        ])
}
