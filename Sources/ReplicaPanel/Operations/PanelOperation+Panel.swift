import ReplicaShop

extension PanelOperation {
    static let panel: [PanelOperation] = [
        newLink, openSession, lookAtBill, lookAtAll, listMessages, readMessages, showStatistics,
    ]

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

    static let listMessages = PanelOperation(
        .get, "/api/messages", id: "listMessages", "What the user was told, the latest first",
        details: "Those of thirty days: what others did, and thresholds that were crossed, whoever crossed them.",
        tag: .node,
        parameters: [
            OpenAPIParameter(
                "before", in: .query,
                "Only messages of transactions before this number: the `next` of the answer before.",
                schema: ["type": "integer", "minimum": 0]),
            OpenAPIParameter(
                "limit", in: .query,
                "The most items of one answer, 50 without it; with 0 it tells how many are unread.",
                schema: ["type": "integer", "minimum": 0, "maximum": JSON(MessageLog.pageMessages)]),
            .flag("own", "Tell what this node did itself, too."),
        ],
        answers: [.init(.ok, "One page.", .json(named: "MessagePage"))])

    static let readMessages = PanelOperation(
        .post, "/api/messages/read", id: "readMessages", "Take note up to where the user has read the messages",
        details: "Kept on this node alone, for all its browsers. It never goes back.", tag: .node, .configures,
        body: .json(named: "MessageMark"), answers: [.init(.ok, "It is noted.", .json(named: "Accepted"))])

    static let showStatistics = PanelOperation(
        .get, "/api/statistics", id: "showStatistics", "The shop at a glance: sums over everything, and day by day",
        details: "On a customer's node over what it holds.", tag: .insight,
        parameters: [
            OpenAPIParameter(
                "days", in: .query, "How many days, today among them; 30 without it.",
                schema: ["type": "integer", "minimum": 1, "maximum": JSON(ShopNode.overviewDays)]),
            OpenAPIParameter(
                "best", in: .query, "Name so many products of which most was sold in those days.",
                schema: ["type": "integer", "minimum": 1, "maximum": 100]),
        ],
        answers: [.init(.ok, "The statistics.", .json(named: "Statistics"))])
}
