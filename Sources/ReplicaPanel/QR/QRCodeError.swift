/// Why a text has no QR code.
package enum QRCodeError: Error, Hashable, Sendable {
    /// There is nothing to encode.
    case empty
    /// It has more bytes than fit.
    case tooLong(bytes: Int)
    /// The library found no memory.
    case outOfMemory
}

extension QRCodeError: CustomStringConvertible {
    /// What is wrong, in words.
    package var description: String {
        switch self {
        case .empty: "An empty text has no QR code."
        case .tooLong(let bytes): "A QR code holds at most \(QRCode.maximumBytes) bytes, and the text has \(bytes)."
        case .outOfMemory: "There is no memory for a QR code."
        }
    }
}
