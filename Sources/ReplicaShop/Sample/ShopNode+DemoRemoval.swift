import Replica

// The books permit less than a demonstration would like: a number that was spent stays spent, and the ledger of stock is never cut. So
// a demo bill is voided as anybody would void it, payments taken back first; a demo product is brought to nothing and deleted only if
// that leaves no bill, draft, count or computer that still speaks of it.

extension ShopNode {
    /// How long other computers get to take a product's last movement before the product stays.
    private static let removalPatience = Duration.seconds(3)

    /// Removes what demonstrations made, and says what stays and why. Can be repeated.
    public func removeDemo(as user: String = "") async throws -> DemoRemoval {
        var removal = DemoRemoval()
        for draft in try await demoDrafts() {
            _ = try await deleteDraft(draft.id, as: user)
            removal.drafts += 1
        }
        for bill in try await bills().filter(DemoMark.marks) {
            if bill.state == .void {
                removal.alreadyVoid += 1
                continue
            }
            do {
                try await removeDemo(bill, &removal, as: user)
            } catch let error as ShopError {
                removal.kept.append(.init(name: bill.number.description, reason: error.message))
            }
        }
        try await removeProducts(&removal, as: user)
        return removal
    }

    private func removeDemo(_ bill: BillSummary, _ removal: inout DemoRemoval, as user: String) async throws {
        let view = try await self.bill(bill.id)
        // Refunds first: money that was given back can't be taken back before that is undone.
        let standing = view.entries.filter { view.standing.contains($0.id) }
        for entry in standing.filter({ $0.kind == .refund }) + standing.filter({ $0.kind == .payment }) {
            _ = try await reverse(bill: bill.id, payment: entry.id, reason: DemoMark.removal, as: user)
            removal.reversed += 1
        }
        _ = try await void(bill: bill.id, reason: DemoMark.removal, as: user)
        removal.voided += 1
    }

    private func removeProducts(_ removal: inout DemoRemoval, as user: String) async throws {
        let products = try await demoProducts()
        let (bound, counts) = try await bound(products)
        var free: [ProductView] = []
        for product in products {
            if let reason = bound[product.id] {
                removal.kept.append(.init(name: product.sku, reason: reason))
                continue
            }
            let reached = try await empty(product, as: user)
            removal.movements += counts[product.id] ?? 0
            if reached {
                free.append(product)
            } else {
                removal.kept.append(
                    .init(
                        name: product.sku,
                        reason: "Not every computer has heard of its last movement; it can go when all are here."))
            }
        }
        let gone = free.map(\.id)
        guard !gone.isEmpty else { return }
        _ = try await act("delete demo products", as: user, nil) { transaction, _ in
            for id in gone { try transaction.delete(DocumentReference(.shop, ShopCollection.product, id)) }
            return gone.count
        }
        removal.products += gone.count
    }

    /// Why products must stay, by id; and how many movements each has.
    private func bound(_ products: [ProductView]) async throws -> (reasons: [String: String], movements: [String: Int])
    {
        let drafted = Set(
            try await drafts(all: true).filter { !DemoMark.marks($0) }.flatMap { $0.lines.map(\.product) })
        let demoBills = Set(try await bills().filter(DemoMark.marks).map(\.id))
        let ids = products.map(\.id)
        return try await node.read { snapshot in
            var (reasons, counts): ([String: String], [String: Int]) = ([:], [:])
            for id in ids {
                guard let document = snapshot.document(DocumentReference(.shop, ShopCollection.product, id)) else {
                    continue
                }
                let movements = snapshot.lookup(ShopCollection.movement, "product", .text(id))
                counts[id] = movements.count
                if document.stockPaths.contains(where: { document.countRecord($0) != nil }) {
                    reasons[id] = "It was counted, and the count stands for a part of its level."
                } else if drafted.contains(id) {
                    reasons[id] = "A draft that is not of the demonstration names it."
                } else if movements.contains(where: { movement in
                    movement["bill"]?.text.map { !demoBills.contains($0) } ?? false
                }) {
                    reasons[id] = "A bill that is not of the demonstration sold it."
                }
            }
            return (reasons, counts)
        }
    }

    /// Brings a product's level to nothing everywhere in the shop. Whether all computers have that on disk.
    private func empty(_ product: ProductView, as user: String) async throws -> Bool {
        for place in product.places where place.level != 0 {
            _ = try await adjust(
                product.id, -place.level, .correction, place: place.name.isEmpty ? nil : place.name,
                note: DemoMark.removal, as: user)
        }
        let reference = DocumentReference(.shop, ShopCollection.product, product.id)
        let deadline = ContinuousClock.now + Self.removalPatience
        while true {
            if try await reach([reference])[0].isEverywhere { return true }
            guard ContinuousClock.now < deadline else { return false }
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}
