/// Who may take a step of a machine.
public enum ShopRole: String, Hashable, Sendable, CaseIterable {
    case admin
    /// The customer whose bill it is.
    case customer
}
