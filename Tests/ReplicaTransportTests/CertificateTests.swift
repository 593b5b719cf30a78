import Foundation
import ReplicaTransport
import Testing

/// Against a TLS client that is not ours: the `openssl` command.
@Suite struct CertificateTests {
    /// A new directory, gone with this object.
    private final class Directory {
        let path: String

        init() throws {
            path = NSTemporaryDirectory() + "replica-certificates-" + UUID().uuidString
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    private func openssl(_ arguments: [String], in directory: Directory) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        process.currentDirectoryURL = URL(fileURLWithPath: directory.path)
        process.standardInput = Pipe()
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    private func make(_ arguments: String, in directory: Directory) throws {
        let process = try openssl(arguments.split(separator: " ").map(String.init), in: directory)
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "openssl \(arguments)")
    }

    /// Connects with `options` and returns the node after it has decided.
    private func connect(_ options: String, in directory: Directory) throws -> TestNode {
        let node = try TestNode()
        let client = try openssl(
            ["s_client", "-connect", "127.0.0.1:\(node.transport.port)"]
                + options.split(separator: " ").map(String.init), in: directory)
        let isDecided = run(
            [node],
            until: {
                node.transport.counters.handshakesFailed + node.transport.counters.handshakesCompleted > 0
            })
        // A child inherits the signals that the threads of the test pool block; this one cannot be blocked.
        kill(client.processIdentifier, SIGKILL)
        client.waitUntilExit()
        try #require(isDecided)
        return node
    }

    @Test func `only a certificate that its own Ed25519 key has signed is let in`() throws {
        let directory = try Directory()
        try make("genpkey -algorithm ed25519 -out own.key", in: directory)
        try make("req -new -key own.key -out own.csr -subj /CN=x", in: directory)
        try make("x509 -req -in own.csr -signkey own.key -days -1 -out own.crt", in: directory)
        try make("genpkey -algorithm ed25519 -out other.key", in: directory)
        try make("req -new -key other.key -out other.csr -subj /CN=y", in: directory)
        try make("x509 -req -in other.csr -CA own.crt -CAkey own.key -CAcreateserial -out signed.crt", in: directory)
        try make(
            "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ec.key -out ec.crt -subj /CN=z",
            in: directory)
        let proper = "-tls1_3 -alpn replica/1"

        let foreign = try connect("\(proper) -cert own.crt -key own.key", in: directory)
        #expect(foreign.transport.counters.handshakesCompleted == 1, "expired, and a foreign program: no matter")
        guard case .handshaken(_, let key, .members, true, _) = foreign.events.first else {
            Issue.record("\(foreign.events)")
            return
        }
        #expect(key.count == 32)

        for options in [
            proper, "\(proper) -cert signed.crt -key other.key", "\(proper) -cert ec.crt -key ec.key",
            "-tls1_2 -alpn replica/1 -cert own.crt -key own.key", "-tls1_3 -cert own.crt -key own.key",
            "-tls1_3 -alpn http/1.1 -cert own.crt -key own.key",
        ] {
            let node = try connect(options, in: directory)
            #expect(node.transport.counters.handshakesFailed == 1, "\(options)")
            #expect(node.events.isEmpty, "\(options)")
        }
    }
}
