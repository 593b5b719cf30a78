import Replica

/// The metrics of a node: names as in the operator's documentation, all of them told from the first moment on.
enum NodeMetrics {
    /// What the node measured.
    static func families(_ node: NodeMeasurements, version: String) -> [MetricFamily] {
        build(version) + peers(node) + sync(node.counters, node.convergence) + store(node) + events(node.counters)
    }

    /// The compiler that this program was made by.
    private static var swiftVersion: String {
        #if compiler(>=6.4)
            "6.4 or newer"
        #elseif compiler(>=6.3)
            "6.3"
        #else
            "6.2"
        #endif
    }

    private static func build(_ version: String) -> [MetricFamily] {
        [
            MetricFamily(
                "replica_build_info", .gauge, "The program that runs; always 1.",
                [.init(labels: [("version", version), ("swift", swiftVersion)], value: 1)])
        ]
    }

    private static func peers(_ node: NodeMeasurements) -> [MetricFamily] {
        func family(
            _ name: String, _ help: String, _ value: (NodeMeasurements.Peer) -> Double?
        ) -> MetricFamily {
            MetricFamily(
                "replica_peer_" + name, .gauge, help, by: "peer",
                node.peers.compactMap { peer in value(peer).map { (peer.label, $0) } })
        }
        return [
            MetricFamily(
                "replica_peers", .gauge, "Other members of the shop, by how things stand with them.", by: "state",
                node.peersByState.map { ($0.state, Double($0.count)) }),
            family("pending_changes", "Changes made here that the peer is not known to have on disk.") {
                Double($0.pending)
            },
            family("last_contact_timestamp_seconds", "When the peer was last heard.") {
                $0.lastHeardMilliseconds.map { Double($0) / 1_000 }
            },
            family("round_trip_seconds", "Smoothed round trip to the peer; told while it is connected.") {
                $0.roundTripMicroseconds.map { Double($0) / 1e6 }
            },
            family("loss_ratio", "Share of the last 32 probes that was lost; told while the peer is connected.") {
                $0.lossPermille.map { Double($0) / 1_000 }
            },
            family("lag_seconds", "How long the oldest change that the peer lacks has been on its way.") {
                $0.lagMicroseconds.map { Double($0) / 1e6 }
            },
            MetricFamily(
                "replica_clock_skew_seconds", .gauge,
                "How far the clock of a connected peer is ahead; 0 while it is within five minutes.", by: "peer",
                node.peers.compactMap { peer in peer.clockSkewMicroseconds.map { (peer.label, Double($0) / 1e6) } }),
        ]
    }

    private static func sync(_ counters: NodeMeasurements.Counters, _ convergence: DurationHistogram) -> [MetricFamily]
    {
        [
            MetricFamily(
                "replica_operations_total", .counter, "Commits that took effect here, by where they were made.",
                by: "origin", [("local", Double(counters.ownCommits)), ("remote", Double(counters.othersCommits))]),
            MetricFamily(
                "replica_sync_rounds_total", .counter, "Comparisons that peers asked for, by what they found.",
                by: "result",
                [
                    ("equal", Double(counters.agreements)), ("different", Double(counters.differences)),
                ]),
            MetricFamily(
                "replica_sync_bytes_total", .counter, "Bytes of sessions and datagrams, as they are sealed.",
                by: "direction",
                [("sent", Double(counters.bytesSent)), ("received", Double(counters.bytesReceived))]),
            MetricFamily(
                "replica_datagrams_dropped_total", .counter,
                "Datagrams that were malformed, forged, replayed or for no session.", counters.datagramsDropped),
            MetricFamily(
                "replica_convergence_seconds",
                "Time from a write here to its acknowledgement by all peers connected at that moment.", convergence),
            MetricFamily(
                "replica_refused_changes_total", .counter, "Changes of others that were refused.",
                counters.refusedDeltas),
        ]
    }

    private static func store(_ node: NodeMeasurements) -> [MetricFamily] {
        [
            MetricFamily(
                "replica_operation_apply_seconds",
                "Time to take a commit of this node, or a delivery of others', into the store in memory.", node.apply),
            MetricFamily(
                "replica_fsync_seconds", "Time of one durable transaction of the database: write and fsync.", node.fsync
            ),
            MetricFamily(
                "replica_conflicts_total", .counter, "Documents that came into conflict, by the kind of field.",
                by: "kind",
                [
                    ("register", Double(node.counters.registerConflicts)),
                    ("machine", Double(node.counters.machineConflicts)),
                    ("count", Double(node.counters.countConflicts)),
                ]),
            MetricFamily(
                "replica_store_bytes", .gauge, "Bytes on disk: the database, and its log as far as it is in use.",
                by: "part", [("database", Double(node.databaseBytes)), ("log", Double(node.logBytes))]),
            MetricFamily("replica_documents", .gauge, "Documents held, deleted ones included.", node.documents),
            MetricFamily("replica_feed_rows", .gauge, "The number of the feed's last row.", node.feedSeq),
            MetricFamily("replica_waiting_changes", .gauge, "Changes that wait for something missing.", node.waiting),
            MetricFamily("replica_forks", .gauge, "Pairs of different changes under one name.", node.forks),
            MetricFamily("replica_alarms", .gauge, "Alarms that stand.", node.alarms),
            MetricFamily(
                "replica_rolled_back", .gauge, "1 if the disk was set back, so that this node writes nothing any more.",
                node.isRolledBack ? 1 : 0),
        ]
    }

    private static func events(_ counters: NodeMeasurements.Counters) -> [MetricFamily] {
        func samples(_ kind: String, _ own: UInt64, _ others: UInt64) -> [MetricFamily.Sample] {
            [("local", own), ("remote", others)].map { origin, count in
                .init(labels: [("kind", kind), ("origin", origin)], value: Double(count))
            }
        }
        return [
            MetricFamily(
                "replica_events_total", .counter, "Custom events told here, by kind and by where they were published.",
                samples("passing", counters.passingEventsOut, counters.passingEventsIn)
                    + samples("durable", counters.durableEventsOut, counters.durableEventsIn)),
            MetricFamily(
                "replica_events_dropped_total", .counter,
                "Passing events dropped for being too many, out of place or not genuine.", counters.droppedEvents),
        ]
    }
}
