/// The kinds of text that people give the shop, each with its bounds.
public enum TextKind: String, Hashable, Sendable, CaseIterable {
    case name
    case sku
    case barcode
    /// The key that an imported file gives a row.
    case reference = "ref"
    case email
    case phone
    case address
    case city
    case postcode
    /// A code of ISO 3166, in capitals.
    case country
    /// A note or a reason; may have several lines.
    case note

    /// The most bytes of UTF-8 after normalisation.
    public var maximumBytes: Int {
        switch self {
        case .name: 200
        case .sku, .barcode, .reference: 64
        case .email: 254
        case .phone: 40
        case .address: 300
        case .city: 100
        case .postcode: 20
        case .country: 60
        case .note: 4000
        }
    }

    /// What it is called in a message.
    var noun: String {
        switch self {
        case .name: "name"
        case .sku: "SKU"
        case .barcode: "barcode"
        case .reference: "key"
        case .email: "e-mail address"
        case .phone: "phone number"
        case .address: "address"
        case .city: "city"
        case .postcode: "postcode"
        case .country: "country"
        case .note: "note"
        }
    }

    /// Whether line breaks may stand in it.
    var isMultiline: Bool { self == .note }

    /// Whether only ASCII may stand in it, and of that only what `allows` says.
    func allows(_ scalar: Unicode.Scalar) -> Bool {
        switch self {
        case .sku, .barcode:
            scalar.isASCIIAlphanumeric || "-._/+#".unicodeScalars.contains(scalar)
        case .email:
            scalar.value > 0x20 && !"()<>,;:\\\"[]".unicodeScalars.contains(scalar)
        case .phone:
            scalar.isASCIIDigit || " +-/().x#*".unicodeScalars.contains(scalar)
        case .name, .reference, .address, .city, .postcode, .country, .note:
            true
        }
    }
}
