import ReplicaPanel

/// What people do with a page: by the browser's own input, as far as it has one.
extension BrowserPage {
    /// Keys that have no letter (W3C WebDriver, section 17.4.2).
    package enum Key: String, Sendable {
        case enter = "\u{E007}"
        case escape = "\u{E00C}"
        case tab = "\u{E004}"
    }

    /// Finds the first element that can be seen, says the text and is not disabled.
    private static let finding = """
        const [selector, text] = arguments;
        const words = (one) => one.innerText.replace(/\\s+/g, " ").trim();
        const fits = (one) => text === null || words(one) === text || (words(one).includes(text) && text.length > 12);
        return [...document.querySelectorAll(selector)].find((one) => one.getClientRects().length && !one.disabled && fits(one));
        """

    /// Clicks on the first element that fits: a selector, and the text that it shows. The page may be redrawn meanwhile.
    package func click(_ selector: String, saying text: String? = nil) async throws(BrowserError) {
        try await act(on: selector, text) { .click($0) }
    }

    /// Types into a field, in place of what is there, key by key.
    package func type(_ text: String, into selector: String) async throws(BrowserError) {
        _ = try await element(selector, nil)
        // Drivers move the caret of a field to its end, whatever is selected there.
        try await run(
            """
            const one = document.querySelector(arguments[0]);
            one.focus();
            if (!one.value) return;
            one.value = "";
            one.dispatchEvent(new Event("input", { bubbles: true }));
            """, .string(selector))
        try await act(on: selector, nil) { .type($0, text) }
    }

    /// Puts a text into a field at once, as from the clipboard.
    package func paste(_ text: String, into selector: String) async throws(BrowserError) {
        _ = try await element(selector, nil)
        try await run(
            """
            const one = document.querySelector(arguments[0]);
            one.focus();
            one.value = arguments[1];
            for (const name of ["input", "change"]) one.dispatchEvent(new Event(name, { bubbles: true }));
            """, .string(selector), .string(text))
    }

    /// Presses a key where the focus is.
    package func press(_ key: Key) async throws(BrowserError) {
        guard let element = Self.reference(try await send(.activeElement)) else { throw .lost("nothing has the focus") }
        _ = try await send(.type(element, key.rawValue))
    }

    private func element(_ selector: String, _ text: String?) async throws(BrowserError) -> String {
        let what = "there is “\(selector)”" + (text.map { " that says “\($0)”" } ?? "")
        let found = try await wait(
            what, within: Self.patience, until: Self.finding,
            list: [.string(selector), text.map { .string($0) } ?? .null])
        guard let element = Self.reference(found) else { throw .lost("no element: \(found)") }
        return element
    }

    /// Finds an element and does something to it; again if it has gone, is covered, or moves.
    private func act(
        on selector: String, _ text: String?, _ command: (String) -> BrowserCommand
    ) async throws(BrowserError) {
        let deadline = ContinuousClock.now + Self.patience
        while true {
            let element = try await element(selector, text)
            do throws(BrowserError) {
                _ = try await send(command(element))
                return
            } catch {
                guard case .refused(let code, _) = error, Self.passing.contains(code), ContinuousClock.now < deadline
                else { throw error }
            }
        }
    }

    private static let passing: Set = [
        "stale element reference", "element click intercepted", "element not interactable",
    ]

    /// An element's name among the values that scripts return (W3C WebDriver, section 12.1).
    private static func reference(_ value: JSON) -> String? {
        value["element-6066-11e4-a52e-4f735466cecf"]?.stringValue
    }
}
