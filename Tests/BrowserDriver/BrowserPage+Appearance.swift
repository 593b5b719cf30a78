package import ReplicaPanel

/// How a page is shown.
extension BrowserPage {
    /// Gives the page a size in CSS pixels. WebKitGTK keeps its windows at least 447 pixels wide: see ``Browser/newPage(width:height:)``.
    package func resize(width: Int, height: Int) async throws(BrowserError) {
        let (across, down) = (JSON.integer(Int64(width)), JSON.integer(Int64(height)))
        switch browser.engine {
        case .chromium:
            _ = try await devTools(
                "Emulation.setDeviceMetricsOverride",
                ["width": across, "height": down, "deviceScaleFactor": 1, "mobile": false])
        case .firefox:
            _ = try await privileged(
                """
                const style = gBrowser.selectedBrowser.style;
                for (const name of ["width", "min-width", "max-width"]) style.setProperty(name, `${arguments[0]}px`);
                for (const name of ["height", "min-height", "max-height"]) style.setProperty(name, `${arguments[1]}px`);
                """, [across, down])
        case .webkit: _ = try await send(.resize(width: width, height: height + 38))
        }
        if browser.engine != .webkit {
            try await wait("the page is \(width) wide", until: "return innerWidth === arguments[0]", across)
        }
    }

    /// Lets the page believe that the user wants dark colours, and no motion.
    /// - Throws: ``BrowserError/unsupported(_:)`` in WebKit.
    package func prefer(dark: Bool, still: Bool) async throws(BrowserError) {
        switch browser.engine {
        case .chromium:
            _ = try await devTools(
                "Emulation.setEmulatedMedia",
                [
                    "features": [
                        ["name": "prefers-color-scheme", "value": dark ? "dark" : "light"],
                        ["name": "prefers-reduced-motion", "value": still ? "reduce" : ""],
                    ]
                ])
        case .firefox:
            _ = try await privileged(
                """
                Services.prefs.setIntPref("layout.css.prefers-color-scheme.content-override", arguments[0] ? 0 : 1);
                Services.prefs.setIntPref("ui.prefersReducedMotion", arguments[1] ? 1 : 0);
                """, [.bool(dark), .bool(still)])
        case .webkit: throw .unsupported("WebKitGTK takes colours and motion from the desktop only")
        }
    }

    /// A command of Chromium's DevTools protocol.
    package func devTools(_ method: String, _ parameters: JSON) async throws(BrowserError) -> JSON {
        guard browser.engine == .chromium else { throw .unsupported("only Chromium has DevTools commands") }
        return try await send("goog/cdp/execute", ["cmd": .string(method), "params": parameters])
    }

    /// Runs a script with the browser's own rights, in Firefox.
    func privileged(_ script: String, _ arguments: [JSON] = []) async throws(BrowserError) -> JSON {
        _ = try await send("Marionette:SetContext", ["value": "chrome"])
        let result: Result<JSON, BrowserError>
        do throws(BrowserError) { result = .success(try await send(.run(script, arguments))) } catch {
            result = .failure(error)
        }
        _ = try await send("Marionette:SetContext", ["value": "content"])
        return try result.get()
    }
}
