import ReplicaTransport
import Testing

/// A path that `#expect` can change.
private final class Path {
    private var path: DatagramPath

    init(_ address: TransportAddress, now: UInt64, timing: DatagramPath.Timing) {
        path = DatagramPath(address, now: now, timing: timing)
    }

    var address: TransportAddress { path.address }
    var isConfirmed: Bool { path.isConfirmed }
    var nextCheck: UInt64? { path.nextCheck }

    func noteUse() { path.noteUse() }

    func takeCheck(now: UInt64, random: () -> UInt64) -> UInt64? {
        path.takeCheck(now: now, random: random)
    }

    func answered(_ token: UInt64, from sender: TransportAddress, now: UInt64) -> DatagramPath.Answer {
        path.answered(token, from: sender, now: now)
    }

    func heard(
        from sender: TransportAddress, isNewest: Bool, byteCount: Int, now: UInt64, random: () -> UInt64
    ) -> UInt64? {
        path.heard(from: sender, isNewest: isNewest, byteCount: byteCount, now: now, random: random)
    }
}

@Suite struct DatagramPathTests {
    private let home = TransportAddress(ipv4: (192, 0, 2, 1), port: 1)
    private let away = TransportAddress(ipv4: (192, 0, 2, 2), port: 2)
    private let timing = DatagramPath.Timing(
        retry: 100, retryLimit: 500, attempts: 2, checkInterval: 1000, moveInterval: 50)

    private func confirmed() -> Path {
        let path = Path(home, now: 0, timing: timing)
        _ = path.takeCheck(now: 0) { 7 }
        _ = path.answered(7, from: home, now: 10)
        return path
    }

    @Test func `a new path is challenged at once, then less and less often, with one token`() {
        let path = Path(home, now: 5, timing: timing)
        #expect(path.takeCheck(now: 4) { 7 } == nil)
        #expect(path.takeCheck(now: 5) { 7 } == 7)
        #expect(path.nextCheck == 105)
        #expect(path.takeCheck(now: 105) { 8 } == 7)
        #expect(path.nextCheck == 305)
        #expect(path.takeCheck(now: 305) { 9 } == 7)
        #expect(path.takeCheck(now: 705) { 9 } == 7)
        #expect(path.nextCheck == 1205)
        #expect(!path.isConfirmed)
    }

    @Test func `only the token, from the address that was challenged, confirms`() {
        let path = Path(home, now: 0, timing: timing)
        #expect(path.answered(0, from: home, now: 1) == .unknownToken)
        #expect(path.takeCheck(now: 1) { 7 } == 7)
        #expect(path.answered(8, from: home, now: 2) == .unknownToken)
        #expect(path.answered(7, from: away, now: 2) == .unknownToken)
        #expect(!path.isConfirmed)
        #expect(path.answered(7, from: home, now: 2) == .confirmed)
        #expect(path.isConfirmed)
        #expect(path.nextCheck == nil)
        #expect(path.answered(7, from: home, now: 3) == .unknownToken)
    }

    @Test func `a path that is not used is left alone, and one in use is checked and given up`() {
        let path = confirmed()
        #expect(path.takeCheck(now: 1_000_000) { 8 } == nil)
        path.noteUse()
        #expect(path.nextCheck == 1010)
        #expect(path.takeCheck(now: 1010) { 8 } == 8)
        #expect(path.isConfirmed)
        #expect(path.takeCheck(now: 1110) { 9 } == 8)
        #expect(path.isConfirmed)
        #expect(path.takeCheck(now: 1310) { 9 } == 8)
        #expect(!path.isConfirmed)
        #expect(path.answered(8, from: home, now: 1400) == .confirmed)
    }

    @Test func `a new address is challenged for a long enough, newest datagram, not too often`() {
        let path = confirmed()
        #expect(path.heard(from: home, isNewest: true, byteCount: 1200, now: 100) { 9 } == nil)
        #expect(path.heard(from: away, isNewest: false, byteCount: 1200, now: 100) { 9 } == nil)
        #expect(path.heard(from: away, isNewest: true, byteCount: 41, now: 100) { 9 } == nil)
        #expect(path.heard(from: away, isNewest: true, byteCount: 42, now: 100) { 9 } == 9)
        #expect(path.heard(from: away, isNewest: true, byteCount: 42, now: 149) { 10 } == nil)
        #expect(path.answered(9, from: home, now: 150) == .unknownToken)
        #expect(path.address == home)
        #expect(path.answered(9, from: away, now: 150) == .moved)
        #expect(path.address == away)
        #expect(path.isConfirmed)
    }
}
