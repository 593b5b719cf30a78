/// A network address as a person writes it: `till-2.local:7000`, `192.168.1.20:7000`, `[fe80::1]:7000`.
package struct HostPort: Sendable, Equatable, CustomStringConvertible {
    /// A name or a numeric address, without brackets.
    package let host: String
    /// The port; zero lets the system choose one, where something listens.
    package let port: UInt16

    /// The longest name the domain name system knows.
    package static let maximumHostLength = 253

    /// Reads `HOST:PORT`; a numeric IPv6 address stands in brackets.
    /// - Returns: `nil` for anything else. Whether the host exists is not asked here.
    package init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":") else { return nil }
        let portText = text[text.index(after: colon)...]
        guard !portText.isEmpty, portText.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
        guard let port = UInt16(portText) else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("[") {
            guard host.hasSuffix("]") else { return nil }
            host = host.dropFirst().dropLast()
            guard host.contains(":"), host.utf8.allSatisfy(Self.isNumericByte) else { return nil }
        } else {
            guard host.utf8.allSatisfy(Self.isNameByte) else { return nil }
        }
        guard !host.isEmpty, host.utf8.count <= Self.maximumHostLength else { return nil }
        self.host = String(host)
        self.port = port
    }

    /// The form ``init(_:)`` reads.
    package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        let character = Unicode.Scalar(byte)
        return byte < 0x80
            && (character.properties.isAlphabetic || (0x30...0x39).contains(byte)
                || "-._".unicodeScalars.contains(character))
    }

    private static func isNumericByte(_ byte: UInt8) -> Bool {
        isNameByte(byte) || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "%")
    }
}
