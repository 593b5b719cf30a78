extension PanelOperation {
    static let panel: [PanelOperation] = [newLink, openSession]

    static let newLink = PanelOperation(
        .post, "/api/links", id: "makeLink", "A link that lets one browser into the panel, once", tag: .node,
        .configures, answers: [.init(.created, "The link.", .json(named: "Link"))])

    static let openSession = PanelOperation(
        .post, "/api/session", id: "openSession", "Show a link's code and get the panel's cookie",
        details: "The only call over TCP that needs neither token nor cookie.", tag: .node, .configures,
        body: .json(named: "LinkCode"), answers: [.init(.ok, "The browser is let in.", .json(named: "Accepted"))])
}
