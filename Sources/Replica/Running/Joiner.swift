import ReplicaCRDT
import ReplicaCrypto
import ReplicaDocuments
import ReplicaGossip
import ReplicaTransport

/// Asks an inviter to be admitted. Blocks; runs on the thread that will be the node's.
struct Joiner {
    let invitation: Invitation
    let crypto: NodeCrypto
    let name: String
    /// Addresses to try, in order; each again and again until the deadline.
    let addresses: [TransportAddress]

    /// How long it tries in all, and how long it rests between two rounds, nanoseconds.
    private static let patience: UInt64 = 10_000_000_000
    private static let pause: UInt64 = 250_000_000

    /// Returns what the node will hold.
    func run() throws(ReplicaError) -> JoinerJoin.Admitted {
        var configuration = TransportConfiguration()
        configuration.discovery = nil
        let transport: Transport
        do throws(TransportError) {
            transport = try Transport(configuration: configuration, identity: crypto.key)
        } catch { throw .unreachable("The network can't be opened: \(error).") }
        let deadline = MonotonicClock.now + Self.patience
        while MonotonicClock.now < deadline {
            for address in addresses {
                switch ask(address, transport, until: deadline) {
                case .success(let admitted): return admitted
                case .failure(let failure): throw .invitation(failure.description)
                case nil: continue
                }
            }
            transport.wait(until: MonotonicClock.now + Self.pause) { _ in }
        }
        throw .unreachable(
            "Nobody answers at the invitation's addresses. Check that the inviting computer runs and is on this network, "
                + "or give its address with --address HOST:PORT.")
    }

    /// One attempt; nil if nobody answers.
    private func ask(
        _ address: TransportAddress, _ transport: Transport, until deadline: UInt64
    ) -> Result<JoinerJoin.Admitted, JoinFailure>? {
        let link = transport.dial(address, expecting: nil, protocol: .join)
        var join = JoinerJoin(invitation, key: crypto.key.publicKey, name: name, crypto: crypto)
        var result: Result<JoinerJoin.Admitted, JoinFailure>?
        var isOver = false
        while result == nil, !isOver, MonotonicClock.now < deadline {
            transport.wait(until: deadline) { event in
                switch event {
                case .handshaken(link, let key, _, _, _):
                    let binding = transport.exported(link, label: JoinDesk.label, length: 32) ?? []
                    do throws(JoinFailure) {
                        let question = try join.opened(inviterKey: key, binding: binding, at: Clock.instant)
                        transport.accept(link)
                        transport.send(link, question)
                    } catch { result = .failure(error) }
                case .frame(link, let bytes):
                    do throws(JoinFailure) { result = .success(try join.answered(bytes)) } catch {
                        result = .failure(error)
                    }
                case .closed(link, _): isOver = true
                case .handshaken, .frame, .closed, .drained, .datagram, .beacon, .woken: break
                }
            }
        }
        transport.close(link, reason: "done")
        transport.flush()
        return result
    }
}
