import ReplicaGossip

extension NodeCore {
    /// Tells people of a peer's clock, or that it is right again.
    func note(_ clock: GossipEffects.Clock) {
        guard let offset = clock.offset else { return alarms.clear(.clock(clock.node)) }
        let name = memberName(clock.node)
        alarms.raise(
            .clock(clock.node),
            "the clock of \(name) is \(Self.words(offset.magnitude)) \(offset > 0 ? "ahead of" : "behind") this computer's: "
                + "one of the two is wrong. Nothing stops, but dates and the order of changes will be wrong until it is set right"
        )
    }

    /// A time in the largest unit that fits, rounded.
    private static func words(_ microseconds: UInt64) -> String {
        let minutes = (microseconds / 30_000_000 + 1) / 2
        let (length, unit): (UInt64, String) =
            switch minutes {
            case ..<120: (1, "minutes")
            case ..<2_880: (60, "hours")
            case ..<1_051_200: (1_440, "days")
            default: (525_960, "years")
            }
        return "about \((minutes + length / 2) / length) \(unit)"
    }
}
