/// Connections from others.
extension Transport {
    /// Takes the connections that wait on a listener, a bounded number at once.
    func acceptConnections(_ listener: Socket) {
        for _ in 0..<configuration.acceptsPerWait {
            switch listener.accept() {
            case .connection(let socket, let address):
                counters.connectionsAccepted += 1
                guard !faults.cut else {
                    counters.connectionsRefused += 1
                    continue
                }
                makeRoom(for: address)
                socket.setStreamOptions(userTimeoutMilliseconds: configuration.tcpUserTimeoutMilliseconds)
                _ = makeLink(socket, address: address)
            case .none:
                return
            case .failed:
                // No descriptor or no memory: the connection stays in the system's queue, and asking again at once
                // would spin.
                counters.acceptBackOffs += 1
                acceptsFrom = MonotonicClock.now + configuration.acceptBackOff
                return
            }
        }
    }

    /// Keeps strangers within their limits. The oldest goes, because it had the most time: who means it is through in
    /// milliseconds, and who drips makes room for who comes. And it goes from the source that has most, so that one
    /// source cannot push out the others.
    private func makeRoom(for address: TransportAddress) {
        let strangers = links.filter(\.isUnauthenticated)
        var counts: [TransportAddress: Int] = [:]
        for link in strangers { counts[link.address.source, default: 0] += 1 }
        let own = counts[address.source] ?? 0
        var victim: Link?
        if own >= configuration.unauthenticatedPerSourceLimit {
            victim = strangers.first { $0.address.source == address.source }
        } else if strangers.count >= configuration.unauthenticatedLimit {
            let most = counts.values.max()
            victim = strangers.first { counts[$0.address.source] == most }
        }
        if let victim {
            counters.connectionsEvicted += 1
            fail(victim, .evicted)
        }
    }
}
