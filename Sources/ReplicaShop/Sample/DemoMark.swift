/// How records of demonstrations are told from others, on every node.
public enum DemoMark {
    /// What the SKU of a demo product begins with.
    public static let sku = "DEMO-"
    /// What the key of a demo bill begins with.
    public static let billKey = "demo-"
    /// The note of a demo draft, as long as nobody has changed it.
    public static let draftNote = "Demo draft"
    /// The note of a movement that a demonstration made.
    static let movementNote = "demo"
    /// Why a demo bill is void, and a payment on it taken back.
    static let removal = "Demo data removed"

    static func marks(_ product: ProductView) -> Bool { product.sku.hasPrefix(sku) }
    static func marks(_ bill: BillSummary) -> Bool { bill.importKey?.hasPrefix(billKey) ?? false }
    static func marks(_ draft: DraftView) -> Bool { draft.note == draftNote }
}
