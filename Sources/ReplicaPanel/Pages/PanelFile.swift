import Foundation

/// One file of the page, as it lies in `Resources`.
struct PanelFile: Sendable {
    /// What it holds.
    let bytes: [UInt8]
    /// Its media type, by its name.
    let mediaType: String
    /// A text that changes with its bytes.
    let tag: String

    /// The folder that the build puts beside the program.
    static let bundleName = "replica_ReplicaPanel.resources"

    private static let mediaTypes = [
        "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
        "svg": "image/svg+xml",
    ]

    /// All files by name, read when the first is asked for; none if the folder is not there.
    static let all: [String: PanelFile] = {
        let folder = Bundle.main.bundleURL.appendingPathComponent(bundleName).appendingPathComponent("Resources")
        let urls = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        var files: [String: PanelFile] = [:]
        for url in urls ?? [] {
            guard let mediaType = mediaTypes[url.pathExtension], let data = try? Data(contentsOf: url) else { continue }
            files[url.lastPathComponent] = PanelFile(bytes: Array(data), mediaType: mediaType)
        }
        return files
    }()

    private init(bytes: [UInt8], mediaType: String) {
        self.bytes = bytes
        self.mediaType = mediaType
        // FNV-1a, 64 bits: it tells versions of one file apart, nothing more.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        tag = "\"\(String(hash, radix: 16))\""
    }
}
