import ReplicaCommand
import ReplicaPanel

/// What the total of a bill does not tell: what of it is open, credited, given up, and what is to be given back.
struct BillMoney {
    private let bill: JSON

    init(_ bill: JSON) { self.bill = bill }

    /// Each in words with its amount; empty if there is nothing beside the total.
    var parts: [String] {
        let isPart = bill.text("state") == "issued" && bill["open"] != bill["total"] && has("open")
        return (isPart ? ["\(bill.money("open")) still open"] : [])
            + (has("credited") ? ["\(bill.money("credited")) credited"] : [])
            + (has("writtenOff") ? ["\(bill.money("writtenOff")) given up"] : [])
            + (has("toGiveBack") ? ["\(bill.money("toGiveBack")) to give back"] : [])
    }

    /// Whether this amount is there and not zero.
    func has(_ key: String) -> Bool { bill[key]?["minor"]?.integerValue ?? 0 != 0 }
}
