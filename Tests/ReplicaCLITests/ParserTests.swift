import ReplicaCommand
import Testing

@Suite struct ParserTests {
    private let parser = CommandLineParser(table: .declared)

    private func invocation(_ line: String) throws -> Invocation {
        let request = try parser.parse(line.split(separator: " ").map(String.init))
        guard case .run(let invocation) = request else { throw NotAnInvocation() }
        return invocation
    }

    private struct NotAnInvocation: Error {}

    private func refusal(_ words: [String]) -> CommandError.Failure? {
        do throws(CommandError) {
            _ = try parser.parse(words)
        } catch {
            if case .failure(let failure) = error { return failure }
        }
        return nil
    }

    private func refusal(_ line: String) -> CommandError.Failure? {
        refusal(line.split(separator: " ").map(String.init))
    }

    @Test(arguments: [
        "bill create --customer C-1 --line A:2 --dir /d -n",
        "--dir /d bill create -n --customer=C-1 --line=A:2",
        "bill --customer C-1 --dir=/d -n create --line A:2",
        "-n --line A:2 --customer C-1 --dir /d bill create",
    ])
    func `options may stand anywhere and take their value either way`(line: String) throws {
        let invocation = try invocation(line)
        #expect(invocation.command.path == ["bill", "create"])
        #expect(invocation.text("customer") == "C-1")
        #expect(invocation.billLines("line").map(\.quantity) == [2])
        #expect(invocation.globals.dir == "/d")
        #expect(invocation.globals.isDryRun)
    }

    @Test func `values come in their own types`() throws {
        let run = try invocation("run --web 127.0.0.1:0 --no-discovery")
        #expect(run.address("web")?.port == 0)
        #expect(run.has("no-discovery") && !run.has("open"))
        #expect(try invocation("invite --expires 1h30m").duration("expires") == .seconds(5_400))
        #expect(try invocation("bill pay B --amount 12.5").decimal("amount")?.minorUnits(exponent: 2) == 1_250)
        #expect(try invocation("bill pay B --date 2026-02-28").date("date")?.day == 28)
        #expect(try invocation("bill list --since 7d --limit 5").moment("since") == .ago(.seconds(604_800)))
        #expect(try invocation("bill list --limit 5").integer("limit") == 5)
        #expect(try invocation("init --name X --currency eur").text("currency") == "EUR")
        #expect(try invocation("explain product/A.1.stock").reference("REF")?.path == "A.1.stock")
    }

    @Test func `repeated options collect or count, and the last common one holds`() throws {
        let create = try invocation("bill create --customer C --line A:1 --line B:2@1.5")
        #expect(create.billLines("line").map(\.sku) == ["A", "B"])
        #expect(try invocation("status -vv --verbose").globals.verbosity == 3)
        #expect(try invocation("status --dir /a --dir /b").globals.dir == "/b")
        #expect(refusal("bill pay B --amount 1 --amount 2")?.code == "usage.option.repeated")
    }

    @Test func `one-letter options can be joined`() throws {
        let globals = try invocation("bill pay B -nvv").globals
        #expect(globals.isDryRun && globals.verbosity == 2)
        #expect(refusal("bill pay B -nx")?.message.contains("-x") == true)
    }

    @Test func `after two hyphens nothing is an option`() throws {
        #expect(try invocation("bill show -- --json").text("ID") == "--json")
        #expect(try invocation("bill show -- -h").text("ID") == "-h")
        #expect(refusal("-- bill")?.code == "usage.command.incomplete")
    }

    @Test func `a hyphen alone and a negative number are words`() throws {
        #expect(try invocation("import - --what products").text("FILE") == "-")
        #expect(try invocation("stock adjust A -3 --reason correction").integer("QTY") == -3)
        #expect(try invocation("bill create --from -").text("from") == "-")
    }

    @Test func `a group with a default can stand alone`() throws {
        #expect(try invocation("peers").command.path == ["peers", "list"])
        #expect(try invocation("conflicts --check").has("check"))
        let bill = try #require(refusal("bill"))
        #expect(bill.code == "usage.command.incomplete")
        #expect(bill.message.contains("`create`"))
    }

    @Test func `help wins over what is missing or wrong beside it`() throws {
        #expect(try parser.parse(["bill", "create", "--line", "-h"]) == .help(.command(.billCreate)))
        #expect(try parser.parse(["bill", "--help"]) == .help(.group(.bill)))
        #expect(try parser.parse(["--help"]) == .help(.program))
        #expect(try parser.parse([]) == .help(.program))
        #expect(try parser.parse(["status", "--version"]) == .version)
    }

    @Test(arguments: [
        ("stats", "replica status"), ("invoice list", "replica bill"), ("bill crate", "replica bill create"),
        ("bill new", "replica bill create"), ("cust list", "replica customer"), ("stock invnetory", ""),
        ("peers lst", "replica peers list"), ("start", "replica run"), ("inti", "replica init"),
    ])
    func `a mistyped command is told the nearest`(line: String, meant: String) throws {
        let failure = try #require(refusal(line))
        #expect(failure.code == "usage.command.unknown")
        #expect(failure.exit == .usage)
        #expect(failure.hint.contains("Did you mean `\(meant)`?") == !meant.isEmpty, "\(failure.hint)")
    }

    @Test func `command words are not abbreviated`() {
        #expect(refusal("stat")?.code == "usage.command.unknown")
        #expect(refusal("bill cre --customer C --line A:1")?.code == "usage.command.unknown")
        #expect(refusal("bill list --cust C")?.code == "usage.option.unknown")
    }

    @Test func `a mistyped option is told the nearest of its command`() throws {
        let failure = try #require(refusal("bill create --custmer C --line A:1"))
        #expect(failure.code == "usage.option.unknown")
        #expect(failure.message == "`replica bill create` has no option \"--custmer\".")
        #expect(failure.hint == "Did you mean `--customer`?")
        #expect(refusal("--colr always status")?.hint == "Did you mean `--color`?")
        #expect(refusal("status --line A:1")?.code == "usage.option.unknown")
    }

    @Test func `a missing value names the form that is right`() throws {
        let failure = try #require(refusal("bill create --customer --line A:1"))
        #expect(failure.code == "usage.option.value.missing")
        #expect(failure.message.contains("--customer") && failure.message.contains("\"--line\""))
        #expect(failure.hint.contains("--customer ID"))
        #expect(refusal("invite --expires")?.hint.contains("10m") == true)
        #expect(refusal("status --json=yes")?.code == "usage.option.value.unexpected")
    }

    @Test(arguments: [
        "invite --expires 10", "invite --expires m", "run --listen 7000", "run --web [::1:80", "join L --address h:0",
        "bill pay B --amount 1.2.3", "bill list --limit 0", "bill list --limit x", "bill list --since soon",
        "bill list --state late", "bill pay B --date 2026-02-30", "bill create --customer C --line PEN",
        "bill create --customer C --line PEN:0", "stock receive A -2", "stock receive A 1.5", "explain bill",
        "init --name X --currency EURO", "status --timeout 10", "bill show \u{0}", "customer add --name=",
        "status --wait-peers x",
    ])
    func `a value of the wrong kind is refused with what would be right`(line: String) throws {
        let words = line.split(separator: " ").map { $0 == "\u{0}" ? "" : String($0) }
        let failure = try #require(refusal(words))
        #expect(failure.exit == .usage)
        #expect(failure.code == "usage.value.invalid" || failure.code == "usage.option.inapplicable", "\(failure)")
        #expect(!failure.hint.isEmpty)
    }

    @Test func `what excludes each other, is missing or too much is refused`() {
        #expect(refusal("status --json --plain")?.code == "usage.option.conflict")
        #expect(refusal("status -q -v")?.code == "usage.option.conflict")
        #expect(
            refusal("bill create --from - --customer C")?.message == "`--customer` and `--from` exclude each other.")
        #expect(refusal("bill create --customer C")?.message.contains("One of `--line`, `--from` is needed.") == true)
        #expect(refusal("bill void B")?.message.contains("`--reason` is missing.") == true)
        #expect(refusal("bill show")?.code == "usage.argument.missing")
        #expect(refusal("bill show A B")?.code == "usage.argument.unexpected")
        #expect(refusal("status now")?.message.contains("takes no arguments") == true)
    }

    @Test func `a common option where it means nothing is refused, not ignored`() {
        #expect(refusal("status -n")?.message == "`-n` does not apply: `replica status` changes nothing.")
        #expect(refusal("init --name X --wait-peers 1")?.code == "usage.option.inapplicable")
    }

    @Test func `the form of errors is known even if the rest is wrong`() {
        #expect(OutputFormat.requested(in: ["nonsense", "--json"]) == .json)
        #expect(OutputFormat.requested(in: ["bill", "show", "--", "--json"]) == .human)
        #expect(ColorChoice.requested(in: ["--color", "always", "x"]) == .always)
        #expect(ColorChoice.requested(in: ["x", "--color=never"]) == .never)
        #expect(ColorChoice.requested(in: ["--color"]) == .auto)
    }

    @Test func `no command line makes the parser trap`() {
        let pieces = [
            "bill", "create", "peers", "demo", "--", "-", "--line", "--line=", "=", "--=", "-n", "-", "--customer",
            "A:1", "--json",
            "-h", "", "--dir", "-vq", "-5", "é", "\u{0}",
        ]
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        for _ in 0..<4_000 {
            var words: [String] = []
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            var bits = state >> 16
            for _ in 0..<(state >> 60) {
                words.append(pieces[Int(bits % UInt64(pieces.count))])
                bits = bits &* 31 &+ state >> 7
            }
            if let failure = refusal(words) { #expect(failure.exit == .usage, "\(words)") }
        }
    }
}
