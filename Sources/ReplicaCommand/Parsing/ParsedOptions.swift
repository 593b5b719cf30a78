/// The options of one command line, as the parser collects them.
struct ParsedOptions {
    /// The values by long name, in order.
    private(set) var values: [String: [ParsedValue]] = [:]
    /// How often each was given.
    private(set) var counts: [String: Int] = [:]

    /// Adds one occurrence. Of a common option the last value counts, so that an alias with `--dir` can be overridden; any other
    /// option that may be given once is refused a second time, because nobody could say which one was meant.
    mutating func add(_ option: OptionSpecification, value: ParsedValue?) throws(CommandError) {
        let isGlobal = GlobalOption.all.contains(option)
        if option.takesValue, !option.isRepeatable, !isGlobal, counts[option.name] != nil {
            throw .usage(
                "option.repeated", "`--\(option.name)` is given twice, and can only have one value.",
                hint: "Leave one of them out.")
        }
        counts[option.name, default: 0] += 1
        guard let value else { return }
        if option.isRepeatable {
            values[option.name, default: []].append(value)
        } else {
            values[option.name] = [value]
        }
    }

    /// The common options in their own types. Their kinds are fixed by ``GlobalOption``.
    func globals() -> GlobalValues {
        var globals = GlobalValues()
        if case .text(let path) = values["dir"]?.last { globals.dir = path }
        if case .text(let path) = values["socket"]?.last { globals.socket = path }
        if case .duration(let duration) = values["timeout"]?.last { globals.timeout = duration }
        if case .integer(let count) = values["wait-peers"]?.last { globals.waitPeers = Int(count) }
        if case .text(let word) = values["color"]?.last { globals.color = ColorChoice(rawValue: word) ?? .auto }
        globals.isDryRun = counts["dry-run"] != nil
        globals.isQuiet = counts["quiet"] != nil
        globals.verbosity = counts["verbose"] ?? 0
        globals.forbidsInput = counts["no-input"] != nil
        for (name, format) in [("json", OutputFormat.json), ("jsonl", .jsonl), ("plain", .plain)]
        where counts[name] != nil {
            globals.format = format
        }
        return globals
    }
}
