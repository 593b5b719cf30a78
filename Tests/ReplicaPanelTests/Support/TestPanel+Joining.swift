import Foundation
import Replica
import ReplicaPanel
import ReplicaShop
import Testing

extension TestPanel {
    /// Loopback only, without beacons.
    static var quiet: NetworkOptions {
        var network = NetworkOptions()
        network.discovers = false
        network.loopbackOnly = true
        return network
    }

    /// A second node with its own server, admitted by an invitation and connected; it may still be catching up.
    func join(_ invitation: JSON = [:], in folder: String, as name: String) async throws -> TestPanel {
        let port = try await shop.node.start(Self.quiet)
        let link = try await post("/api/invitations", invitation, expecting: 201).text("link")
        let node = try await Node.join(link, at: directory.path + "/" + folder, schema: .shop, name: name)
        var network = Self.quiet
        network.addresses = ["127.0.0.1:\(port)"]
        try await node.start(network)
        return try await TestPanel(directory, try await ShopNode(node, timeZone: TimeZone(secondsFromGMT: 0)!))
    }
}
