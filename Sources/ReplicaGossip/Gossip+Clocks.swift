package import ReplicaCRDT
import ReplicaDocuments

// Clocks decide ties and nothing else, so that a wrong one blocks nothing; but people should know. Two signs tell of a peer's
// clock: the minute in its hello, and the stamp of a delta that it has just made. Neither tells which of the two is wrong.
extension Gossip {
    /// How far a peer's clock is ahead of the own one, microseconds; 0 while they differ by less than is tolerated.
    package func clockOffset(of peer: NodeID) -> Int64 { clockOffsets[peer] ?? 0 }

    /// Looks at the clock that a hello tells: a whole minute, so half a minute is added.
    func noteClock(of hello: Hello, from session: Session) {
        guard hello.wallMinutes > 0 else { return }
        note(wall: hello.wallMinutes * Hello.minute + Hello.minute / 2, of: session)
    }

    /// Looks at the stamp of what a peer has just made. One that lies behind tells nothing if the own clock was set during the
    /// session, or the computer slept: then it may only have come late.
    func noteClock(of deltas: [Delta], _ intake: Intake, from session: Session) {
        guard let delta = deltas.last, delta.replica.node == session.node, intake.counted.last?.hash == delta.hash
        else {
            return
        }
        let stamp = delta.stamp.microseconds
        let drift = Int64(bitPattern: now.wall &- now.monotonic &- session.clockBase)
        guard stamp > now.wall || drift.magnitude < configuration.clockTolerance else { return }
        note(wall: stamp, of: session)
    }

    private func note(wall: UInt64, of session: Session) {
        let offset = Int64(clamping: wall) - Int64(clamping: now.wall)
        let former = clockOffsets[session.node]
        guard offset.magnitude > configuration.clockTolerance else {
            guard former != nil else { return }
            clockOffsets[session.node] = nil
            return effects.clocks.append(.init(node: session.node, offset: nil))
        }
        if let former, (offset - former).magnitude <= configuration.clockTolerance { return }
        guard former != nil || clockOffsets.count < Self.alarms else { return }
        clockOffsets[session.node] = offset
        effects.clocks.append(.init(node: session.node, offset: offset))
    }
}
