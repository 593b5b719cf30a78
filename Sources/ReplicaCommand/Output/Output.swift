package import ReplicaPanel

/// Where a command's words go: results to standard output, everything else to standard error.
package struct Output: Sendable {
    /// The form of the results.
    package let format: OutputFormat
    /// The columns for tables; `nil` if nothing need be cut.
    package let width: Int?
    private let results: DescriptorWriter
    private let messages: DescriptorWriter
    /// Whether results are coloured.
    package let colorsResults: Bool
    private let colorsMessages: Bool
    private let resultsAreForTerminal: Bool
    private let messagesAreForTerminal: Bool
    private let isQuiet: Bool
    private let verbosity: Int

    /// The outputs of a process, by default its standard ones.
    package init(
        _ globals: GlobalValues, _ process: ProcessContext, results: Int32 = 1, messages: Int32 = 2
    ) {
        format = globals.format
        width = process.width
        self.results = DescriptorWriter(descriptor: results)
        self.messages = DescriptorWriter(descriptor: messages)
        colorsResults = process.usesColors(globals.color, onTerminal: process.outputIsTerminal)
        colorsMessages = process.usesColors(globals.color, onTerminal: process.errorsAreTerminal)
        resultsAreForTerminal = process.outputIsTerminal
        messagesAreForTerminal = process.errorsAreTerminal && process.variable("TERM") != "dumb"
        isQuiet = globals.isQuiet
        verbosity = globals.verbosity
    }

    /// Whether results go to a person at a terminal.
    package var isForTerminal: Bool { resultsAreForTerminal && format == .human }

    /// Writes a result in the form that was asked for.
    package func present(_ presentation: Presentation) throws(CommandError) {
        switch format {
        case .human:
            for line in presentation.human(width) { try self.line(line) }
        case .json:
            try write(presentation.json(), resultsAreForTerminal ? .pretty : .compact)
        case .jsonl:
            let json = presentation.json()
            for element in json.arrayValue ?? [json] { try write(element, .compact) }
        case .plain:
            for record in presentation.plain() {
                try results.write(record.map(TerminalText.plainField).joined(separator: "\t") + "\n")
            }
        }
    }

    /// Writes one line of a human result.
    package func line(_ text: StyledText = "") throws(CommandError) {
        try results.write(text.rendered(withColors: colorsResults) + "\n")
    }

    /// Writes one event of a stream at once: its line for people, its JSON, or its fields.
    package func event(_ presentation: Presentation) throws(CommandError) {
        switch format {
        case .human, .plain, .jsonl: try present(presentation)
        case .json: try write(presentation.json(), .compact)
        }
        try results.flush()
    }

    /// Writes the bytes of a file as they are.
    package func file(_ bytes: [UInt8]) throws(CommandError) { try results.write(bytes) }

    /// Writes one object on a line of its own at once, whatever the form of the results: for a log.
    package func record(_ json: JSON) throws(CommandError) {
        try write(json, .compact)
        try results.flush()
    }

    /// Tells something that is no result: what was done, what to do next. Silent with `--quiet`.
    package func note(_ text: StyledText) throws(CommandError) {
        guard !isQuiet else { return }
        try message(text)
    }

    /// Tells a detail that only `--verbose`, given `level` times, asks for.
    package func detail(_ text: StyledText, level: Int = 1) throws(CommandError) {
        guard verbosity >= level else { return }
        try message(text)
    }

    /// Writes a line to standard error, whatever the options say; results before it go out before it. If nobody takes messages, that
    /// is no reason to fail.
    func message(_ text: StyledText) throws(CommandError) {
        try results.flush()
        try? messages.write(text.rendered(withColors: colorsMessages) + "\n")
        try? messages.flush()
    }

    /// Tells why a command failed: for people on standard error, with `--json` as an object on standard output, so that a script
    /// reads one channel.
    func report(_ failure: CommandError.Failure) throws(CommandError) {
        guard !format.isJSON else {
            try write(failure.json, .compact)
            return try results.flush()
        }
        try message("\("error:", .bad) \(failure.message)")
        if !failure.hint.isEmpty { try message("\("hint:", .strong) \(failure.hint)") }
    }

    /// Writes what is still in the buffers.
    package func flush() throws(CommandError) { try results.flush() }

    /// A line that shows how far a long command is; silent unless a person watches.
    package func progress() -> ProgressLine {
        ProgressLine(messagesAreForTerminal && !isQuiet && format == .human ? messages : nil, width: width ?? 80)
    }

    private func write(_ json: JSON, _ layout: JSON.Layout) throws(CommandError) {
        let text = String(decoding: json.encoded(layout), as: UTF8.self)
        try results.write((resultsAreForTerminal ? TerminalText.escapedJSON(text) : text) + "\n")
    }
}
