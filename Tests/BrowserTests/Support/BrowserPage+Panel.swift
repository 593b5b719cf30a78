import BrowserDriver
import ReplicaPanel

/// What all pages of the panel have.
extension BrowserPage {
    /// Opens a computer's panel by a link, at an address of it, and waits until it shows what it has and is live.
    func open(_ computer: ShopComputer, _ path: String = "/") async throws {
        try await open(computer.link())
        try await waitForPage("the panel opens")
        if path != "/" { try await go(path) }
        try await wait(
            "the page is live", until: "return !/Connecting|answering/.test(document.querySelector('#reach').innerText)"
        )
        // Lost if anything loads the page anew.
        try await run("window.stayed = true")
    }

    /// Follows a link of the page to an address, without loading it anew.
    func go(_ path: String) async throws {
        try await run(
            """
            const link = document.createElement("a");
            link.href = arguments[0];
            document.body.append(link);
            link.click();
            link.remove();
            """, .string(path))
        try await waitForPage("\(path) opens", path)
    }

    private func waitForPage(_ what: String, _ path: String? = nil) async throws {
        try await wait(
            what,
            until: """
                return (arguments[0] === null || location.pathname + location.search === arguments[0] || location.search)
                  && document.querySelector("main h1, main .empty, main .failure") && !document.querySelector(".skeleton");
                """, path.map { .string($0) } ?? .null)
    }

    /// Whether it was never loaded anew since it was opened.
    var stayed: Bool {
        get async throws { try await run("return window.stayed === true").boolValue == true }
    }

    /// The text of a list's cell, in the row that names something.
    private static let cell = """
        const [name, title] = arguments;
        const cell = () => [...document.querySelectorAll("main tr:not(.leaving)")]
          .find((row) => row.innerText.includes(name))?.querySelector(`[data-title="${title}"]`)?.innerText.trim();
        """

    /// Waits until the row that names something has this text in a column.
    func waitForCell(_ title: String, of name: String, toSay text: String) async throws {
        try await wait(
            "“\(title)” of \(name) is “\(text)”", until: Self.cell + "return cell()?.includes(arguments[2])",
            .string(name), .string(title), .string(text))
    }

    /// Waits until a message is told that contains this.
    func waitForToast(_ text: String) async throws {
        try await wait(
            "a message says “\(text)”",
            until:
                "return [...document.querySelectorAll('.toast')].some((one) => one.innerText.includes(arguments[0]))",
            .string(text))
    }

    /// Waits until some part of the page's content contains this.
    func waitForText(_ text: String, in selector: String = "main") async throws {
        try await wait(
            "\(selector) says “\(text)”",
            until:
                "return [...document.querySelectorAll(arguments[1])].some((one) => one.innerText.includes(arguments[0]))",
            .string(text), .string(selector))
    }
}
