import ReplicaCRDT
import ReplicaDocuments
import ReplicaGossip
import Testing

struct AddressTests {
    private let address = PeerAddress(host: [10, 0, 0, 7], port: 7700)

    @Test func `an address is dialled at once, and after failures at growing pauses up to the limit`() throws {
        let (script, other, _) = try Script.admin()
        script.happen(.address(address, node: other.node))
        #expect(script.effects.dials == [.init(address: address, node: other.node)])
        var pauses: [UInt64] = []
        for _ in 0..<12 {
            script.happen(.dialFailed(address))
            #expect(script.effects.dials.isEmpty)
            let failed = script.time
            while script.effects.dials.isEmpty {
                script.time = try #require(script.effects.deadline)
                script.happen(.deadline)
            }
            pauses.append(script.time - failed)
        }
        #expect((50_000...100_000).contains(pauses[0]) && (100_000...200_000).contains(pauses[1]))
        #expect(pauses.allSatisfy { $0 <= 5_000_000 } && pauses[11] >= 2_500_000)
        #expect(Set(pauses.suffix(4)).count > 1, "no jitter")
    }

    @Test func `a connected node is not dialled, nor two addresses of one at a time`() throws {
        let (script, other, _) = try Script.admin()
        script.happen(.address(address, node: other.node))
        script.happen(.address(PeerAddress(host: [10, 0, 0, 8], port: 7700), node: other.node))
        #expect(script.effects.dials.isEmpty)
        script.happen(.opened(LinkID(1), node: other.node, incoming: false, address: address))
        #expect(script.effects.reached == [.init(address: address, node: other.node)])
        script.happen(.address(PeerAddress(host: [10, 0, 0, 9], port: 7700), node: other.node))
        #expect(script.effects.dials.isEmpty)
        script.happen(.closed(LinkID(1)))
        #expect(script.effects.dials.count == 1)
    }

    @Test func `a peer that dialled is dialled itself when its session ends`() throws {
        let (script, other, _) = try Script.admin()
        let link = LinkID(1)
        script.happen(
            .opened(link, node: other.node, incoming: true, address: PeerAddress(host: [10, 0, 0, 7], port: 41_000)))
        script.say(.hello(Hello(incarnation: 1, bootNonce: 2, holding: .everything, port: 7700)), link)
        script.happen(.closed(link))
        #expect(script.effects.dials == [.init(address: address, node: other.node)])
    }

    @Test func `addresses of strangers and more than the limit are not kept`() throws {
        let (script, other, _) = try Script.admin()
        let link = script.greeted(by: other.node)
        script.say(.addresses([KnownAddress(node: NodeID(high: 9, low: 9), address: address)]), link)
        #expect(script.effects.dials.isEmpty)
        for index in 0..<600 {
            script.happen(
                .address(PeerAddress(host: [10, 1, UInt8(index / 256), UInt8(index % 256)], port: 1), node: nil))
        }
        #expect(script.node.gossip.brokenInvariants().isEmpty)
    }

    @Test func `admins find each other through a third`() throws {
        let scene = try Scene(admins: 3, wiring: .none)
        scene.network.run(for: 3_000_000)
        #expect(scene.network.sessions(scene.admins[1], scene.admins[2]) == 1)
        #expect(scene.network.agrees)
    }
}
