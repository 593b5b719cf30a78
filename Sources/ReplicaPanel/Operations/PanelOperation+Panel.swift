extension PanelOperation {
    static let panel: [PanelOperation] = [newLink, openSession, lookAtBill, lookAtAll]

    static let newLink = PanelOperation(
        .post, "/api/links", id: "makeLink", "A link that lets one browser into the panel, once", tag: .node,
        .configures, answers: [.init(.created, "The link.", .json(named: "Link"))])

    static let openSession = PanelOperation(
        .post, "/api/session", id: "openSession", "Show a link's code and get the panel's cookie",
        details: "The only call over TCP that needs neither token nor cookie.", tag: .node, .configures,
        body: .json(named: "LinkCode"), answers: [.init(.ok, "The browser is let in.", .json(named: "Accepted"))])

    static let lookAtBill = PanelOperation(
        .post, "/api/bill/{id}/seen", id: "lookAtBill", "Take note that the user has looked at a bill as it is now",
        details: "Kept on this node alone; on a customer's node `news` tells what came since.", tag: .bills,
        .configures,
        answers: [.init(.ok, "It is noted.", .json(named: "Accepted"))])

    static let lookAtAll = PanelOperation(
        .post, "/api/seen", id: "lookAtAll", "Take note that the user has looked at all bills", tag: .bills,
        .configures,
        answers: [.init(.ok, "It is noted.", .json(named: "Accepted"))])
}
