import NodeProcesses
import ReplicaPanel

/// A shop with a till, and as a test needs them an office and the laptop of a customer.
final class TestShop: Sendable {
    private let scratch: Scratch
    let till: ShopComputer
    let office: ShopComputer
    let laptop: ShopComputer
    /// The customer whose laptop it is.
    let customer: String

    /// Founds it, with one customer, and lets in who is asked for.
    init(office hasOffice: Bool = false, laptop hasLaptop: Bool = false) async throws {
        scratch = try Scratch()
        till = ShopComputer(scratch.path + "/till")
        try await till.found()
        try await till.start()
        customer = try await till.post("/api/customer", ["name": "Mei Lin"])["id"]?.stringValue ?? ""
        office = ShopComputer(scratch.path + "/office", addresses: [till.address])
        laptop = ShopComputer(scratch.path + "/laptop", addresses: [till.address])
        if hasOffice {
            try await office.join(till, name: "Office", ["role": "admin"])
            try await office.start()
        }
        if hasLaptop {
            try await laptop.join(till, name: "Laptop", ["role": "customer", "customer": .string(customer)])
            try await laptop.start()
        }
        let others = [hasOffice, hasLaptop].count { $0 }
        let till = till
        try await eventually("all are in touch") {
            try await till.get("/api/peers")["items"]?.arrayValue?.count { $0["state"] == "here" } == others
        }
    }

    /// Ends all nodes.
    func close() async {
        for computer in [laptop, office, till] { await computer.kill() }
    }

    /// Adds a product at the till.
    func addProduct(
        _ sku: String, name: String = "Pen, blue", price: String = "2.50", stock: Int64, threshold: Int64? = nil
    ) async throws {
        var body: JSON = [
            "sku": .string(sku), "name": .string(name), "price": .string(price), "stock": .integer(stock),
        ]
        body["threshold"] = threshold.map { .integer($0) }
        try await till.post("/api/product", body)
    }

    /// Makes a bill at a computer, for the customer, and returns its number.
    @discardableResult
    func sell(_ sku: String, _ quantity: Int64 = 1, at computer: ShopComputer) async throws -> String {
        let bill = try await computer.post(
            "/api/bill",
            ["customer": .string(customer), "lines": [["sku": .string(sku), "quantity": .integer(quantity)]]])
        return bill["number"]?.stringValue ?? ""
    }
}
