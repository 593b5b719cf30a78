extension HTTPHeaders {
    /// What every page and script of the panel is sent with: no script, style, image or connection from anywhere but here, none inline,
    /// no frame around it, no guessing of types, no address of ours in other people's logs.
    package static let page: HTTPHeaders = [
        "Content-Security-Policy":
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    ]

    /// The value of a cookie of a request (RFC 6265 section 5.4); the first if there are several.
    package func cookie(_ name: String) -> String? {
        for line in values("Cookie") {
            for pair in line.split(separator: ";") {
                let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard parts.count == 2, parts[0].drop(while: { $0 == " " }) == name else { continue }
                return String(parts[1])
            }
        }
        return nil
    }
}
