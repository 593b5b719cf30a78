import Replica
import ReplicaShop

/// A conflict for real: two computers that can't hear each other write the same field.
extension PanelService {
    /// How long the other computer gets to know of the product, and the conflict to be known here.
    private static let patience = Duration.seconds(10)
    private static let pause = Duration.milliseconds(20)

    func makeConflict(_ count: Int?, _ user: String) async throws -> JSON {
        guard let other = await demoNeighbours().first(where: { !$0.isSelf && $0.role == "admin" }) else {
            throw HTTPFailure(
                .conflict, code: "demo.alone",
                "A conflict needs two computers that write while apart, and there is none.",
                hint:
                    "`replica demo` runs three; start others of this computer with `replica run --allow-faults --beside`."
            )
        }
        let product = try await sharedProduct(with: other, user)
        let before = faults.current
        var cut = before
        cut.isCut = true
        try await faults.set(cut)
        let prices = [product.price.minor + 50, product.price.minor + 150].map { Money($0, product.price.currency) }
        do {
            var edit = ProductEdit()
            edit.price = .to(prices[0])
            _ = try await shop.editProduct(product.id, edit, as: user)
            _ = try await other.call("PATCH", "/api/product/\(product.id)", ["price": JSON(prices[1])])
        } catch {
            try await faults.set(before)
            throw error
        }
        try await faults.set(before)
        let start = ContinuousClock.now
        let found = try await conflict(about: product, before.isCut)
        var json: JSON = [
            "text": .string(
                "\(other.name) and this computer changed the price of \(product.sku) while apart: \(prices[1]) there, \(prices[0]) here."
            ), "sku": .string(product.sku),
        ]
        if let found {
            json["conflict"] = try await self.json([found])[0]
            json["milliseconds"] = .integer(Self.milliseconds(ContinuousClock.now - start))
        } else {
            json["text"] = .string(
                (json["text"]?.stringValue ?? "") + " It shows as a conflict as soon as the two meet.")
        }
        return json
    }

    /// A demo product that both have.
    private func sharedProduct(with other: DemoNeighbour, _ user: String) async throws -> ProductView {
        var product = try await shop.demoProducts().first { $0.conflicts.isEmpty }
        if product == nil { product = try await shop.makeDemoProducts(1, as: user).first }
        guard let product else { throw ShopError.trade(.notFound(.product, DemoMark.sku)) }
        let deadline = ContinuousClock.now + Self.patience
        while ContinuousClock.now < deadline {
            if let json = try? await other.call("GET", "/api/product/\(product.id)", nil),
                json["price"] == JSON(product.price)
            {
                return product
            }
            try await Task.sleep(for: Self.pause)
        }
        throw HTTPFailure(
            .conflict, code: "demo.apart", "\(other.name) has not heard of \(product.sku) yet.",
            hint: "Restore the connection, and try again when both are here.")
    }

    /// The conflict, once it is known here; nil if the links are cut for another reason, or it takes too long.
    private func conflict(about product: ProductView, _ isCut: Bool) async throws -> ShopConflict? {
        guard !isCut else { return nil }
        let deadline = ContinuousClock.now + Self.patience
        while ContinuousClock.now < deadline {
            let conflicts = try await shop.conflicts()
            if let found = conflicts.first(where: { $0.document == product.id && $0.path == "price" }) { return found }
            try await Task.sleep(for: Self.pause)
        }
        return nil
    }

    private static func milliseconds(_ duration: Duration) -> Int64 {
        let (seconds, attoseconds) = duration.components
        return seconds * 1_000 + attoseconds / 1_000_000_000_000_000
    }
}
