/// The node, its peers, its network.
extension PanelSchemas {
    static let node: JSONObject = [
        "Status": object(
            [
                "node", "name", "role", "shop", "shopName", "currency", "version", "series", "directory", "panel",
                "port",
                "peers", "pending", "waiting", "conflicts", "forks", "needsUpdate", "feed", "documents", "storageBytes",
                "clock", "alarms", "isRolledBack",
            ],
            [
                "node": string(), "name": string(), "role": choice(["admin", "customer"]), "shop": string(),
                "shopName": orNull(string()), "currency": orNull(string()), "version": string(),
                "customer": described(string(), "Of a customer's node: which customer."),
                "series": described(string(), "The prefix of this node's bill numbers."), "directory": string(),
                "panel": described(orNull(string()), "Where the panel is served."),
                "port": described(orNull(integer(0, 65535)), "Of TCP and UDP; null while it does not replicate."),
                "peers": array(ref("Peer")),
                "pending": described(integer(0), "How many of its changes the peer that lacks most lacks."),
                "waiting": described(integer(0), "Changes that wait for something that is not here yet."),
                "conflicts": integer(0), "forks": integer(0), "needsUpdate": boolean,
                "feed": described(integer(0), "The number of the feed's last row."), "documents": integer(0),
                "storageBytes": integer(0), "clock": ref("Moment"), "alarms": array(string()),
                "isRolledBack": described(
                    boolean, "Its disk was set back or its directory copied: it writes nothing any more."),
            ]),
        "Peer": object(
            [
                "id", "name", "role", "state", "catchingUp", "pending", "missing", "roundTripMicroseconds",
                "lossPermille", "quality", "lagSeconds", "convergeSeconds", "lastHeard",
            ],
            [
                "id": string(), "name": string(), "role": choice(["admin", "customer"]),
                "customer": string(), "state": choice(["here", "away"]),
                "catchingUp": described(boolean, "One of the two is being brought up to date."),
                "pending": described(integer(0), "Changes of this node that it is not known to have on disk."),
                "missing": described(integer(0), "Changes that it had at the last comparison and that are not here."),
                "roundTripMicroseconds": orNull(integer(0)), "lossPermille": integer(0),
                "quality": described(
                    choice(QualityWord.allCases.map(\.rawValue)), "How the connection is, in one word."),
                "lagSeconds": described(
                    orNull(number(0)),
                    "How long the oldest change made here that it lacks has been on its way, since the start at the earliest."
                ),
                "convergeSeconds": described(
                    orNull(number(0)), "How long its latest acknowledgement of a change made here took."),
                "lastHeard": orNull(ref("Moment")),
            ]),
        "PeerList": object(["items", "count"], ["items": array(ref("Peer")), "count": integer(0)]),
        "NewPeer": object(["address"], ["address": described(string(3, 300), "`HOST:PORT`.")]),
        "Accepted": object(["accepted"], ["accepted": boolean]),
        "Link": object(["url"], ["url": described(string(), "For one browser, once; a secret until it is used.")]),
        "LinkCode": object(["code"], ["code": described(string(1, 200), "What follows `#key=` in the link.")]),
        "NewInvitation": object(
            [],
            [
                "role": choice(["admin", "customer"]),
                "customer": described(string(1, 300), "Which customer, with the role `customer`."),
                "expires": described(integer(10, 604_800), "In how many seconds, 600 without it."),
            ]),
        "Invitation": object(
            ["link", "expires"],
            [
                "link": string(), "expires": ref("Moment"),
                "qr": described(
                    array(string()),
                    "The link as a QR code, row by row, 1 for a dark module; four light ones belong on every side."),
            ]),
        "Faults": object(
            [],
            [
                "cut": described(boolean, "Nothing passes."),
                "delay": described(integer(0, 60_000), "Milliseconds by which everything leaves later."),
                "drop": described(
                    ["type": "number", "minimum": 0, "maximum": 1], "The share of datagrams that is lost."),
                "seconds": described(integer(1, 3600), "Restore everything by itself after so long."),
                "until": described(ref("Moment"), "Of an answer: when that will be."),
            ]),
        "Health": object(["status"], ["status": choice(["ok", "ready"])]),
    ]
}
