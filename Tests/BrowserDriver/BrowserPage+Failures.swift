import ReplicaPanel

/// What goes wrong in a page without anybody seeing it: errors of scripts, violations of the content security policy.
extension BrowserPage {
    /// What the browser noted since it was asked last, of the addresses that begin with `origin`. In WebKit, which keeps no such list for
    /// its drivers, what happened since the page was opened.
    package func failures(of origin: String) async throws(BrowserError) -> [String] {
        switch browser.engine {
        case .chromium:
            let entries = try await send("se/log", ["type": "browser"]).arrayValue ?? []
            return entries.filter { $0["level"] == "SEVERE" }.compactMap { $0["message"]?.stringValue }
                .filter { $0.contains(origin) }
        case .firefox:
            let found = try await privileged(Self.firefoxFailures, [.string(origin)])
            return found.arrayValue?.compactMap(\.stringValue) ?? []
        case .webkit:
            return try await run("return window.replicaFailures.splice(0)").arrayValue?.compactMap(\.stringValue) ?? []
        }
    }

    private static let firefoxFailures = """
        const found = Services.console.getMessageArray()
          .filter((one) => one instanceof Ci.nsIScriptError && !(one.flags & Ci.nsIScriptError.warningFlag))
          .filter((one) => `${one.sourceName} ${one.errorMessage}`.includes(arguments[0]))
          .map((one) => `${one.category}: ${one.errorMessage} (${one.sourceName}:${one.lineNumber})`);
        Services.console.reset();
        const storage = Cc["@mozilla.org/consoleAPI-storage;1"].getService(Ci.nsIConsoleAPIStorage);
        const said = storage.getEvents()
          .filter((one) => one.level === "error" && one.filename.startsWith(arguments[0]))
          .map((one) => `console.error: ${one.arguments.map(String).join(" ")}`);
        storage.clearEvents();
        return [...found, ...said];
        """

    /// Keeps what goes wrong from now on.
    func watchFailures() async throws(BrowserError) {
        try await run(
            """
            window.replicaFailures = [];
            const keep = (text) => window.replicaFailures.push(text);
            addEventListener("error", (event) => keep(`error: ${event.message ?? event.target?.src}`), true);
            addEventListener("unhandledrejection", (event) => keep(`unhandled: ${event.reason}`));
            document.addEventListener("securitypolicyviolation", (event) => keep(`policy: ${event.violatedDirective}`));
            const error = console.error;
            console.error = (...words) => { keep(`console.error: ${words.join(" ")}`); error.apply(console, words); };
            """)
    }
}
