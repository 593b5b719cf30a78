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
    /// Addresses to try, in order; each a few times until the deadline.
    let addresses: [TransportAddress]

    /// How long it tries in all, nanoseconds.
    private static let patience: UInt64 = 10_000_000_000
    private static let pause: UInt64 = 250_000_000

    /// Returns what the node will hold.
    func run() throws(ReplicaError) -> Holding {
        guard Clock.wallMicroseconds / 1_000_000 <= invitation.expires else {
            throw .invitation(JoinFailure.expired.description)
        }
        var configuration = TransportConfiguration()
        configuration.discovery = nil
        let transport: Transport
        do throws(TransportError) {
            transport = try Transport(configuration: configuration, identity: crypto.key)
        } catch { throw .unreachable("The network can't be opened: \(error).") }
        let deadline = MonotonicClock.now + Self.patience
        var failure = JoinFailure.unreachable
        while MonotonicClock.now < deadline {
            for address in addresses {
                do throws(JoinFailure) { return try ask(address, transport, until: deadline) } catch {
                    guard error == .unreachable else { throw .invitation(error.description) }
                    failure = error
                }
            }
            transport.wait(until: MonotonicClock.now + Self.pause) { _ in }
        }
        throw .invitation(failure.description)
    }

    private func ask(
        _ address: TransportAddress, _ transport: Transport, until deadline: UInt64
    ) throws(JoinFailure) -> Holding {
        let link = transport.dial(address, expecting: nil, protocol: .join)
        var request: JoinRequest?
        var result: Result<Holding, JoinFailure>?
        while result == nil, MonotonicClock.now < deadline {
            transport.wait(until: deadline) { event in
                guard event.isAbout(link), result == nil else { return }
                result = step(event, link, transport, &request)
            }
        }
        transport.close(link, reason: "done")
        transport.flush()
        return try (result ?? .failure(.unreachable)).get()
    }

    private func step(
        _ event: TransportEvent, _ link: ReplicaTransport.LinkID, _ transport: Transport, _ request: inout JoinRequest?
    ) -> Result<Holding, JoinFailure>? {
        switch event {
        case .handshaken(_, let key, _, _, _):
            do throws(JoinFailure) {
                let made = try JoinRequest(
                    invitation, name: name, ownKey: crypto.key.publicKey, inviterKey: key,
                    binding: transport.exported(link, label: JoinDesk.label, length: 32) ?? [], by: crypto)
                transport.accept(link)
                transport.send(link, made.frame(by: crypto))
                request = made
                return nil
            } catch { return .failure(error) }
        case .frame(_, let bytes):
            guard let request else { return .failure(.malformed) }
            do throws(JoinFailure) { return .success(try request.admission(bytes, by: crypto)) } catch {
                return .failure(error)
            }
        case .closed: return .failure(.unreachable)
        case .drained, .datagram, .beacon, .woken: return nil
        }
    }
}

extension TransportEvent {
    /// Whether the event concerns a link.
    fileprivate func isAbout(_ link: ReplicaTransport.LinkID) -> Bool {
        switch self {
        case .handshaken(let other, _, _, _, _), .frame(let other, _), .drained(let other), .closed(let other, _),
            .datagram(let other, _):
            other == link
        case .beacon, .woken: false
        }
    }
}
