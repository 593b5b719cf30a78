/// The stock-take of a node.
extension PanelSchemas {
    static let stockTake: JSONObject = [
        "StockTake": object(
            ["open", "location", "startedAt", "products", "counted", "items"],
            [
                "open": boolean, "location": described(string(), "Empty for the shop itself."),
                "startedAt": orNull(ref("Moment")),
                "products": described(integer(0), "How many products there are to count."),
                "counted": described(integer(0), "How many of them were counted."),
                "items": described(array(ref("StockTakeItem")), "What was scanned, the latest first."),
            ]),
        "StockTakeItem": object(
            ["product", "sku", "name", "counted", "scannedAt", "changed"],
            [
                "product": string(), "sku": string(), "name": string(),
                "counted": described(orNull(integer(0)), "Null while it was only scanned."),
                "scannedAt": ref("Moment"),
                "changed": described(integer(), "By how much movements have changed the level since the scan."),
                "expected": described(integer(), "In the review: the level at the scan."),
                "difference": described(
                    orNull(integer()), "In the review: by how much the count would change the level."),
            ]),
        "NewStockTake": object([], ["location": string(1, 100)]),
        "StockTakeScan": object(
            ["code"],
            [
                "code": described(string(1, 300), "SKU, barcode or id."),
                "anew": described(boolean, "Forget what was counted of it, and count from now."),
            ]),
        "StockTakeCount": object(
            [],
            [
                "counted": described(integer(0, 1_000_000_000), "So many there are."),
                "add": described(
                    integer(-1_000_000_000, 1_000_000_000), "So many more, or fewer, than was counted before."),
                "step": described(
                    string(1, 64), "With `add`: names this step; sent again under the same name it counts once."),
            ]),
        "StockTakeNote": object([], ["note": described(string(1, 4000), "Why it differs.")]),
    ]
}
