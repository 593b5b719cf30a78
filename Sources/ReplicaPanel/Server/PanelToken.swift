/// A secret of the node's owner: 256 random bits in a file beside the node's data, mode 0600. With the one in `http-token` scripts may
/// call the node over TCP.
package struct PanelToken: Sendable {
    /// Its name in the node's directory.
    package static let fileName = "http-token"
    private static let digits = 64

    /// 64 hexadecimal digits.
    package let text: String

    /// The secret in a file of a node's directory; made on first use.
    /// - Throws: if the file is not the owner's alone, or holds something else.
    package init(directory: String, fileName: String = Self.fileName) throws(PanelServerError) {
        let file = OwnerFile(path: directory + "/" + fileName)
        do throws(OwnerFile.Failure) {
            if let found = try Self.read(file) {
                text = found
                return
            }
            _ = try file.create(Array((Self.random() + "\n").utf8))
            // Of two who start at once, one has made it.
            guard let made = try Self.read(file) else { throw .untrusted }
            text = made
        } catch {
            throw .token(path: file.path, error)
        }
    }

    /// Whether a request carries the token, as `Authorization: Bearer …`.
    func admits(_ request: HTTPRequest) -> Bool {
        let given = request.headers.values("Authorization")
        guard given.count == 1 else { return false }
        let parts = given[0].split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return false }
        return SecretComparison.isEqual(String(parts[1]), to: text)
    }

    private static func read(_ file: OwnerFile) throws(OwnerFile.Failure) -> String? {
        guard let bytes = try file.read(limit: digits + 1) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self).trimmingNewline
        let isToken = text.utf8.count == digits && text.utf8.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
        guard isToken else { throw .untrusted }
        return text
    }

    /// Random hexadecimal digits.
    static func random(digits: Int = Self.digits) -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<(digits / 16)).map { _ in
            let half = String(generator.next() as UInt64, radix: 16)
            return String(repeating: "0", count: 16 - half.count) + half
        }.joined()
    }
}

extension String {
    fileprivate var trimmingNewline: String { hasSuffix("\n") ? String(dropLast()) : self }
}
