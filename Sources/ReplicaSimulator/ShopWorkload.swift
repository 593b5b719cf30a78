import ReplicaCRDT
import ReplicaDocuments

/// Carries deeds out on a node: writes a transaction and states its facts. Follows the trade's rules of the design in small:
/// effects that must count once go into effect slots, documents that record an effect are named by it.
struct ShopWorkload {
    let node: SimulatedNode
    var transaction: Transaction
    private(set) var facts: [Fact] = []
    /// The operation's text, for ids.
    let name: String

    init(_ node: SimulatedNode, name: String) {
        self.node = node
        self.name = name
        transaction = node.store.transaction()
    }

    static let products = ["tea", "jam"]

    static func product(_ id: String) -> DocumentAddress { DocumentAddress(.shop, DocumentKey("product", id)) }

    /// Writes what a deed does; false if it does not make sense here now.
    mutating func perform(_ deed: Deed) throws(TransactionFailure) -> Bool {
        switch deed {
        case .move(let product, let quantity):
            try move(product, quantity, named: name)
            try transaction.add(Self.product(product), "stock", quantity)
            return true
        case .draft(let customer, let lines): return try draft(customer, lines)
        case .edit(let draft, let product, let quantity, let seen):
            guard isOpen(draft) else { return false }
            try transaction.set(
                address(.shop, "draft", draft), "lines/0", to: .list([.text(product), .integer(quantity)]), seen: seen)
            return true
        case .issue(let draft): return try issue(draft)
        case .void(let bill, let space): return try void(bill, space)
        case .pay(let bill, let space, let amount): return try pay(bill, space, amount, named: name)
        case .reverse(let payment, let space): return try reverse(payment, space)
        case .report(let bill, let space, let to): return try report(bill, space, to)
        case .note(let bill, let space, let text):
            guard isKnown(space, "bill", bill) else { return false }
            try transaction.set(address(space, "bill", bill), "note", to: .text(text))
            return true
        case .count(let scan): return try count(scan)
        case .rules(let customersMay): return try rules(customersMay)
        case .admit(let record, let member, let name, let space):
            try transaction.admit(record, as: member, named: name, in: space)
            return true
        }
    }

    private func address(_ space: Space, _ collection: String, _ id: String) -> DocumentAddress {
        DocumentAddress(space, DocumentKey(collection, id))
    }

    private func shown(_ space: Space, _ collection: String, _ id: String, _ path: String) -> Value? {
        transaction.shown(address(space, collection, id), path)?.asValue
    }

    private func isKnown(_ space: Space, _ collection: String, _ id: String) -> Bool {
        node.store.document(address(space, collection, id)) != nil
    }

    private func isOpen(_ draft: String) -> Bool {
        isKnown(.shop, "draft", draft) && shown(.shop, "draft", draft, "issued") == nil
    }

    /// A movement: the ledger's line, without the level.
    private mutating func move(_ product: String, _ quantity: Int64, named name: String) throws(TransactionFailure) {
        let movement = address(.shop, "movement", name)
        try transaction.set(movement, "product", to: .text(product))
        try transaction.set(movement, "quantity", to: .integer(quantity))
        facts.append(.stock(name: name, product: product, quantity: quantity))
    }

    private mutating func draft(
        _ customer: Space, _ lines: [(product: String, quantity: Int64)]
    ) throws(TransactionFailure) -> Bool {
        let draft = address(.shop, "draft", name)
        try transaction.set(draft, "customer", to: .text(customer.description))
        for (index, line) in lines.enumerated() {
            let value = Value.list([.text(line.product), .integer(line.quantity)])
            try transaction.set(draft, "lines/\(index)", to: value)
        }
        return true
    }

    /// The lines of a draft or a bill, with their names.
    private func lines(of value: Value?) -> [(name: String, product: String, quantity: Int64)] {
        (value?.list ?? []).compactMap { line in
            guard let parts = line.list, parts.count == 3, let name = parts[0].text, let product = parts[1].text,
                let quantity = parts[2].integer
            else { return nil }
            return (name, product, quantity)
        }
    }

    private mutating func issue(_ draft: String) throws(TransactionFailure) -> Bool {
        guard isOpen(draft), let document = node.store.document(address(.shop, "draft", draft)),
            let space = shown(.shop, "draft", draft, "customer")?.text.flatMap(Space.init)
        else { return false }
        var lines: [Value] = []
        var taken: [(product: String, quantity: Int64)] = []
        for path in node.store.paths(document) where path.hasPrefix("lines/") {
            guard let parts = shown(.shop, "draft", draft, path)?.list, let product = parts[0].text,
                let quantity = parts[1].integer
            else { continue }
            lines.append(.list([.text(path), .text(product), .integer(quantity)]))
            try move(product, -quantity, named: "\(name) \(path)")
            let at = taken.firstIndex { $0.product == product } ?? taken.endIndex
            if at == taken.endIndex { taken.append((product, 0)) }
            taken[at].quantity += quantity
        }
        for item in taken { try transaction.add(Self.product(item.product), "stock", -item.quantity) }
        try transaction.set(address(.shop, "draft", draft), "issued", to: .text(name))
        let bill = address(space, "bill", name)
        try transaction.set(bill, "number", to: .text(name))
        try transaction.set(bill, "lines", to: .list(lines))
        facts.append(.issue(draft: draft, bill: name))
        return true
    }

    private mutating func void(_ bill: String, _ space: Space) throws(TransactionFailure) -> Bool {
        guard isKnown(space, "bill", bill), shown(space, "bill", bill, "state") != .text("void") else { return false }
        for line in lines(of: shown(space, "bill", bill, "lines")) {
            let effect = "void \(bill) \(line.name)"
            try move(line.product, line.quantity, named: effect)
            try transaction.setEffect(Self.product(line.product), "stock", named: effect, to: line.quantity)
        }
        try transaction.move(address(space, "bill", bill), "state", to: "void")
        return true
    }

    private mutating func pay(
        _ bill: String, _ space: Space, _ amount: Int64, named name: String
    ) throws(TransactionFailure) -> Bool {
        guard isKnown(space, "bill", bill) else { return false }
        let payment = address(space, "payment", name)
        try transaction.set(payment, "bill", to: .text(bill))
        try transaction.set(payment, "amount", to: .integer(amount))
        facts.append(.money(name: name, bill: bill, amount: amount))
        try settle(bill, space, paid: ShopReading(node.store).money(of: bill, in: space) + amount)
        return true
    }

    private mutating func reverse(_ payment: String, _ space: Space) throws(TransactionFailure) -> Bool {
        let reversal = "reversal \(payment)"
        guard let bill = shown(space, "payment", payment, "bill")?.text, !payment.hasPrefix("reversal"),
            let amount = shown(space, "payment", payment, "amount")?.integer, !isKnown(space, "payment", reversal)
        else { return false }
        return try pay(bill, space, -amount, named: reversal)
    }

    /// The move that a ledger entry brings with it, if there is one.
    private mutating func settle(_ bill: String, _ space: Space, paid: Int64) throws(TransactionFailure) {
        let total = lines(of: shown(space, "bill", bill, "lines")).reduce(0) { $0 + 10 * $1.quantity }
        let now = shown(space, "bill", bill, "pay")?.text ?? "open"
        let to = paid >= total ? "paid" : paid > 0 ? "partly" : "open"
        guard now != to, let machine = node.store.machine("bill", "pay"),
            !machine.roles(for: Move(from: now, to: to)).isEmpty, to != "open" || now == "partly" || now == "paid"
        else { return }
        try transaction.move(address(space, "bill", bill), "pay", to: to)
    }

    private mutating func report(_ bill: String, _ space: Space, _ to: String) throws(TransactionFailure) -> Bool {
        let role: RoleSet = node.holding.isAdmin ? .admin : .customer
        let now = shown(space, "bill", bill, "pay")?.text ?? "open"
        guard isKnown(space, "bill", bill), let machine = node.store.machine("bill", "pay"),
            !machine.roles(for: Move(from: now, to: to)).isDisjoint(with: role)
        else { return false }
        try transaction.move(address(space, "bill", bill), "pay", to: to)
        return true
    }

    private mutating func count(_ scan: Deed.Scan) throws(TransactionFailure) -> Bool {
        let count = address(.shop, "count", name)
        try transaction.set(count, "product", to: .text(scan.product))
        try transaction.set(count, "counted", to: .integer(scan.counted))
        try transaction.count(
            Self.product(scan.product), "stock", counted: scan.counted, scan: scan.counter, record: name)
        facts.append(
            .count(
                name: name, product: scan.product, counted: scan.counted, seen: scan.seen, seenCounts: scan.seenCounts))
        return true
    }

    private mutating func rules(_ customersMay: Bool) throws(TransactionFailure) -> Bool {
        guard let number = node.store.rules?.number else { return false }
        let rules = SimulatedShop.rules(number: number + 1, customersMay: customersMay)
        try transaction.set(
            DocumentAddress(.staff, Collections.rulesKey), Collections.rules, to: rules.value)
        return true
    }
}
