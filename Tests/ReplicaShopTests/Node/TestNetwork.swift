import Foundation
import Replica
import ReplicaShop
import Testing

extension TestShop {
    /// Loopback only, without beacons.
    static var quiet: NetworkOptions {
        var options = NetworkOptions()
        options.discovers = false
        options.loopbackOnly = true
        return options
    }

    /// A second node, admitted and caught up. This shop's node replicates from then on.
    func join(_ invitee: Invitee, as name: String) async throws -> ShopNode {
        try await shop.node.start(Self.quiet)
        let link = try await shop.node.invite(invitee).link
        let node = try await Node.join(link, at: directory + "/" + name, schema: .shop, name: name)
        let joined = try await ShopNode(node, timeZone: shop.timeZone)
        try await node.start(Self.quiet)
        try await eventually("\(name) has caught up") { (try? await joined.settings()) != nil }
        return joined
    }
}

/// Waits until a condition holds; fails after a generous while. Each look is a round trip through a node's thread.
func eventually(_ what: String, _ condition: () async throws -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(30)
    while try await !condition() {
        guard ContinuousClock.now < deadline else {
            Issue.record("it never came about: \(what)")
            return
        }
        await Task.yield()
    }
}
