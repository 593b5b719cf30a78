import ReplicaShop
import Testing

@Suite struct ImportTests {
    typealias Read<Record: CSVRecord> = (records: [Record], problems: [ImportProblem], unknown: [String])

    func read<Record: CSVRecord>(
        _ record: Record.Type, _ text: String, currency: Currency = .eur, renamed: [String: String] = [:],
        separator: UInt8 = UInt8(ascii: ","), limits: CSVLimits = CSVLimits()
    ) throws -> Read<Record> {
        var importer = CSVImporter<Record>(
            currency: currency, renamed: renamed, separator: separator, limits: limits)
        var result: Read<Record> = ([], [], [])
        let outcomes = try importer.read(Array(text.utf8)) + importer.finish()
        for outcome in outcomes {
            switch outcome {
            case .record(_, let record): result.records.append(record)
            case .bad(let problem): result.problems.append(problem)
            }
        }
        result.unknown = importer.unknownColumns
        return result
    }

    @Test func `products are read with columns in any order and unknown ones reported`() throws {
        let result = try read(
            ProductRecord.self,
            "\u{FEFF}Price, NAME ,sku,colour,tax,threshold,stock,barcode,Supplier,target\r\n"
                + "1.50,\"Pen, blue\",PEN-01,blue,19,5, 40 ,2000000000015,Ink & Sons,60\r\n2,Cup,CUP-1,,,,,,,\r\n")
        #expect(result.unknown == ["colour"])
        #expect(result.problems == [])
        #expect(
            result.records == [
                ProductRecord(
                    sku: "PEN-01", name: "Pen, blue", price: Money(150, .eur), threshold: 5, stock: 40,
                    barcode: "2000000000015", taxRate: TaxRate(basisPoints: 1900), target: 60, supplier: "Ink & Sons"),
                ProductRecord(sku: "CUP-1", name: "Cup", price: Money(200, .eur)),
            ])
    }

    @Test func `bad rows are named with row and column and the good ones are kept`() throws {
        let result = try read(
            ProductRecord.self,
            """
            sku,name,price,threshold
            A,Apple,"1,50",1
            B,Bread,2.50,1
            ,Cake,1,1
            D,Dates,1,-1
            E,Eggs,1
            F,\"Fig\u{202E}s\",1,1

            B,Beer,1,1
            I,\"Ice\"x,1,1
            J,Jam,1,1
            """)
        #expect(result.records.map(\.sku) == ["B", "J"])
        #expect(result.problems.map(\.row) == [2, 4, 5, 6, 7, 9, 10])
        #expect(result.problems.map(\.column) == ["price", "sku", "threshold", nil, "name", nil, "name"])
        #expect(result.problems.map(\.key) == ["A", nil, "D", nil, "F", "B", nil])
        #expect(
            result.problems.map(\.error) == [
                .amount("1,50", .comma), .csv(.emptyCell), .malformed(.quantity, "-1"),
                .csv(.cellCount(3, expected: 4)),
                .text(.name, .direction(0x202E)), .csv(.doubleKey(row: 3)), .csv(.textAfterQuote),
            ])
        #expect(
            result.problems[0].description
                == "row 2, column price: \"1,50\" is not an amount: the decimal sign is a point, and digits are not grouped. "
                + "To mend it, write 12.50 instead of 12,50, and 1000 instead of 1,000.")
    }

    @Test func `of rows with one key the first counts, and the others name it`() throws {
        let result = try read(ProductRecord.self, "sku,name,price\nA,a,1\nA,b,1\nA,c,1\na,d,1\n")
        #expect(result.records.map(\.name) == ["a", "d"])
        #expect(result.problems.map(\.error) == [.csv(.doubleKey(row: 2)), .csv(.doubleKey(row: 2))])
    }

    @Test func `a header that cannot be used refuses the file, also when it is read on`() throws {
        #expect(throws: ShopError.csv(.noHeader)) { try read(ProductRecord.self, "") }
        #expect(throws: ShopError.csv(.noHeader)) { try read(ProductRecord.self, "\n\n") }
        #expect(throws: ShopError.csv(.missingColumns(["sku", "price"]))) {
            try read(ProductRecord.self, "name,stock\n")
        }
        #expect(throws: ShopError.csv(.doubleColumn("sku"))) { try read(ProductRecord.self, "sku,name,SKU ,price\n") }
        #expect(throws: ShopError.csv(.unterminatedQuote)) { try read(ProductRecord.self, "\"sku,name,price\n") }
        var importer = CSVImporter<ProductRecord>(currency: .eur)
        #expect(throws: ShopError.csv(.missingColumns(["sku", "name", "price"]))) {
            try importer.read(Array("a\n".utf8))
        }
        #expect(throws: ShopError.csv(.missingColumns(["sku", "name", "price"]))) {
            try importer.read(Array("b\n".utf8))
        }
        #expect(throws: ShopError.csv(.tooManyRows(limit: 1))) {
            try read(ProductRecord.self, "sku,name,price\nA,a,1\nB,b,1\n", limits: CSVLimits(maximumRows: 1))
        }
    }

    @Test func `columns can be renamed`() throws {
        let result = try read(
            ProductRecord.self, "Artikel,Bezeichnung,Preis\nA,Apfel,1\n",
            renamed: ["artikel": "sku", "Bezeichnung": "name", "preis": "price"])
        #expect(result.records == [ProductRecord(sku: "A", name: "Apfel", price: Money(100, .eur))])
        #expect(result.unknown == [])
    }

    @Test func `a field that there is not and a column that the file has not are named`() throws {
        let known = ["sku", "name", "price", "threshold", "stock", "barcode", "tax", "target", "supplier"]
        let error = ShopError.csv(.unknownField("prise", known: known))
        #expect(throws: error) { try read(ProductRecord.self, "sku,name,p\n", renamed: ["p": "prise"]) }
        #expect(error.message == "an import has no field \"prise\"")
        #expect(error.hint.contains("sku, name, price"))
        #expect(throws: ShopError.csv(.noSuchColumn("preis"))) {
            try read(ProductRecord.self, "sku,name,price\n", renamed: ["Preis": "price"])
        }
    }

    @Test func `a file with semicolons is read as one, with decimal commas, or the error says what it is`() throws {
        let text = "sku;name;price;tax\nA;Apple, red;1,50;7,5\nB;Bread;2.50;\nC;Cake;1.000,00;\n"
        #expect(throws: ShopError.csv(.semicolons)) { try read(ProductRecord.self, text) }
        let result = try read(ProductRecord.self, text, separator: UInt8(ascii: ";"))
        #expect(
            result.records == [
                ProductRecord(
                    sku: "A", name: "Apple, red", price: Money(150, .eur), taxRate: TaxRate(basisPoints: 750)),
                ProductRecord(sku: "B", name: "Bread", price: Money(250, .eur)),
            ])
        #expect(result.problems.map(\.column) == ["price"])
    }

    @Test func `customers have a person's name or a company's`() throws {
        let result = try read(
            CustomerRecord.self,
            "ref,name,company,email,country\nK1,Anna Berg,,anna@example.com,DE\nK2,,Nordlicht Optik,,\nK3,,,,\nK4,x,,a@b@c,\n"
        )
        #expect(
            result.records == [
                CustomerRecord(ref: "K1", name: "Anna Berg", email: "anna@example.com", country: "DE"),
                CustomerRecord(ref: "K2", name: "Nordlicht Optik", company: "Nordlicht Optik"),
            ])
        #expect(result.problems.map(\.error) == [.csv(.emptyCell), .text(.email, .form)])
        #expect(result.problems.map(\.column) == ["name", "email"])
    }

    func bills(_ text: String) throws -> (bills: [ImportedBill], problems: [ImportProblem]) {
        var importer = CSVImporter<BillLineRecord>(currency: .eur)
        var assembler = BillAssembler()
        for outcome in try importer.read(Array(("bill,customer,date,sku,quantity,price,paid\n" + text).utf8)) {
            assembler.add(outcome)
        }
        for outcome in try importer.finish() { assembler.add(outcome) }
        return assembler.finish()
    }

    @Test func `rows with one bill make one bill, wherever they stand`() throws {
        let (bills, problems) = try bills(
            "1,K1,2026-05-03,A,2,1.50,\n2,K2,2026-05-04,B,1,,0\n1,K1,2026-05-03,B,3,,10.00\n")
        #expect(problems == [])
        #expect(bills.map(\.key) == ["1", "2"])
        #expect(bills[0].terms.paid == Money(1000, .eur))
        #expect(bills[0].lines.map(\.row) == [2, 4])
        #expect(bills[0].lines.map(\.price) == [Money(150, .eur), nil])
        #expect(bills[1].terms.paid == .zero(.eur))
        #expect(bills[1].date.description == "2026-05-04")
    }

    @Test func `what rows say of their whole bill is taken from whichever says it, and must agree`() throws {
        var importer = CSVImporter<BillLineRecord>(currency: .eur)
        var assembler = BillAssembler()
        let text = """
            bill,customer,date,sku,quantity,credited,state,reason,refunded,due
            1,K1,2026-05-03,A,2,,,,,2026-06-03
            1,K1,2026-05-03,B,-1,1.50,Void,twice,2,
            2,K1,2026-05-03,B,1,1,,,,
            2,K1,2026-05-03,B,1,2,,,,
            3,K1,2026-05-03,B,1,,paid,,,
            """
        for outcome in try importer.read(Array(text.utf8)) + importer.finish() { assembler.add(outcome) }
        let (bills, problems) = assembler.finish()
        #expect(
            bills.map(\.terms) == [
                BillTerms(
                    due: try Day(parsing: "2026-06-03"), refunded: Money(200, .eur), credited: Money(150, .eur),
                    state: .void, reason: "twice")
            ])
        #expect(bills[0].lines.map(\.quantity) == [2, -1])
        #expect(problems.map(\.row) == [4, 5, 6])
        #expect(
            problems.map(\.error) == [
                .csv(.spoiledByRow(5)), .csv(.contradictsRow(4)), .malformed(.billState, "paid"),
            ])
    }

    @Test func `a bill with a bad row is not issued in part`() throws {
        let (bills, problems) = try bills(
            "1,K1,2026-05-03,A,2,,\n1,K1,2026-05-03,B,0,,\n2,K1,2026-05-03,A,1,,\n1,K1,2026-05-03,C,1,,\n"
                + "3,K1,2026-05-03,A,1,,5\n3,K1,2026-05-03,A,1,,6\n4,K1,2026-05-03,A,1,,\n4,K9,2026-05-03,A,1,,\n")
        #expect(bills.map(\.key) == ["2"])
        #expect(problems.map(\.row) == [2, 3, 5, 6, 7, 8, 9])
        #expect(
            problems.map(\.error) == [
                .csv(.spoiledByRow(3)), .malformed(.quantity, "0"), .csv(.spoiledByRow(3)), .csv(.spoiledByRow(7)),
                .csv(.contradictsRow(6)), .csv(.spoiledByRow(9)), .csv(.contradictsRow(8)),
            ])
        #expect(problems.map(\.column) == [nil, "quantity", nil, nil, "paid", nil, "customer"])
    }

    @Test func `an unreadable row leaves out the bills beside it`() throws {
        let row = { (key: Int) in "\(key),K1,2026-05-03,A,1,,\n" }
        let (bills, problems) = try bills(row(1) + row(2) + "\"x\"y,\n,K1,2026-05-03,A,1,,\n" + row(3) + row(4))
        #expect(bills.map(\.key) == ["1", "4"])
        #expect(problems.map(\.row) == [3, 4, 5, 6])
        #expect(problems[0].error == .csv(.besideUnreadableRow(4)))
        #expect(problems[3].error == .csv(.besideUnreadableRow(4)))
    }

    @Test func `a bill has at most so many lines`() throws {
        let rows = String(repeating: "1,K1,2026-05-03,A,1,,\n", count: BillTotals.maximumLines + 1)
        let (bills, problems) = try bills(rows)
        #expect(bills == [])
        #expect(problems.count == BillTotals.maximumLines + 1)
        #expect(problems.last?.error == .tooManyLines(BillTotals.maximumLines + 1))
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `what is exported is imported as it was`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let names = [
            "=1+1", "'=x", "''", "-5 %", "+49 30", "@home", "a,b", "\"q\"", "日本", "plain", "'tis", "＝x", "a;b",
        ]
        let products = (0..<10).map { index in
            ProductRecord(
                sku: "S\(index)", name: random.pick(names), price: Money(Int64(random.number(0...99_999)), .eur),
                threshold: random.chance(50) ? Int64(random.number(0...9)) : nil,
                stock: random.chance(50) ? Int64(random.number(-9...9)) : nil,
                barcode: random.pick([nil, "2000000000015", "+1"]),
                taxRate: random.chance(50) ? TaxRate(basisPoints: random.number(0...2500)) : nil,
                target: random.chance(50) ? Int64(random.number(0...99)) : nil, supplier: random.pick([nil] + names))
        }
        let customers = (0..<10).map { index in
            CustomerRecord(
                ref: random.pick(["=", "-"]) + "\(index)", name: random.pick(names), company: random.pick([nil, "@a"]),
                email: random.pick([nil, "-a@example.com"]), phone: random.pick([nil, "+44 7700 900123"]),
                address: random.pick([nil] + names), city: random.pick([nil] + names),
                postcode: random.pick([nil, "0123"]),
                country: random.pick([nil, "DE"]))
        }
        let lines = (0..<10).map { index in
            BillLineRecord(
                bill: "2026-A-000\(index)", customer: "-1", date: Day(number: random.number(0...30_000)) ?? .epoch,
                sku: "S1", quantity: Int64(random.pick([-1, 1]) * random.number(1...99)),
                price: random.pick([nil, Money(150, .eur)]),
                terms: BillTerms(
                    due: random.pick([nil, Day(number: 30_000)]),
                    paid: random.pick([nil, Money(0, .eur), Money(1999, .eur)]),
                    refunded: random.pick([nil, Money(5, .eur)]), credited: random.pick([nil, Money(7, .eur)]),
                    state: random.pick([nil] + BillTerms.State.allCases), reason: random.pick([nil] + names)))
        }
        try check(products, seed)
        try check(customers, seed)
        try check(lines, seed)
    }

    func check<Record: CSVRecord>(_ records: [Record], _ seed: UInt64) throws {
        let writer = CSVWriter()
        let bytes = writer.header(of: Record.self) + records.flatMap { writer.row($0.cells) }
        let result = try read(Record.self, String(decoding: bytes, as: UTF8.self))
        #expect(result.problems == [], "seed \(seed)")
        #expect(result.unknown == [], "seed \(seed)")
        #expect(result.records == records, "seed \(seed)")
    }

    @Test func `only text is guarded against formulas, and numbers stay numbers`() {
        let cells: [CSVCell] = [.text("=1+1"), .number("-5.50"), .text("-5"), .empty, .text("a\"b")]
        #expect(CSVWriter().row(cells) == Array("'=1+1,-5.50,'-5,,\"a\"\"b\"\r\n".utf8))
        let excel = CSVWriter(dialect: .excel)
        #expect(excel.row(cells) == Array("'=1+1;-5,50;'-5;;\"a\"\"b\"\r\n".utf8))
        #expect(excel.preamble == [0xEF, 0xBB, 0xBF])
        #expect(CSVWriter().preamble == [])
    }
}

extension Day {
    /// 1970-01-01.
    fileprivate static var epoch: Day {
        guard let day = Day(number: 0) else { preconditionFailure("no first day") }
        return day
    }
}
