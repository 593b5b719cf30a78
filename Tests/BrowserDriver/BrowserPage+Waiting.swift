import ReplicaPanel

extension BrowserPage {
    /// How long a script looks before it answers: shorter than any limit of a driver.
    private static let sliceMilliseconds: Int64 = 1_500

    func wait(
        _ what: String, within limit: Duration, until script: String, list arguments: [JSON]
    ) async throws(BrowserError) -> JSON {
        let looking = """
            const [given, slice] = arguments;
            const done = arguments[arguments.length - 1];
            const test = function () { \(script) };
            const end = performance.now() + slice;
            const look = () => {
              let value = null;
              let flaw = null;
              try { value = test(...given); } catch (error) { flaw = String(error); }
              if (value) return done({ value });
              if (performance.now() > end) return done({ flaw });
              setTimeout(look, 20);
            };
            look();
            """
        let deadline = ContinuousClock.now + limit
        var flaw = ""
        while true {
            do throws(BrowserError) {
                let answer = try await send(
                    .runAsynchronously(looking, [.array(arguments), .integer(Self.sliceMilliseconds)]))
                if let value = answer["value"] { return value }
                flaw = answer["flaw"]?.stringValue ?? ""
            } catch {
                // A page that is just being loaded forgets the script.
                guard case .refused(_, let message) = error else { throw error }
                flaw = message
            }
            if ContinuousClock.now >= deadline { throw .late("never: \(what). \(flaw)\n\(await shown())") }
        }
    }

    /// What the page shows, for who reads a failure.
    private func shown() async -> String {
        let script = """
            const text = (selector) => [...document.querySelectorAll(selector)].map((one) => one.innerText).join(" | ");
            return `${location.href}\\n${text("#head")}\\n${text("#bar, .toast, dialog[open]")}\\n${text("main")}`;
            """
        guard let text = try? await run(script).stringValue else { return "the page shows nothing" }
        return String(text.prefix(2_000))
    }
}
