import ReplicaTransport
import Testing

/// The formats byte by byte, so that no change of them goes unnoticed, and their state machines without a socket.
@Suite struct DatagramFormatTests {
    @Test func `a datagram header has the bytes of its documentation`() throws {
        var packet = [UInt8](repeating: 0, count: 64)
        let header = DatagramHeader(kind: .application, sessionID: 0x0102_0304_0506_0708, epoch: 0, counter: 1)
        header.write(to: &packet)
        #expect(Array(packet[..<18]) == bytes(hex: "10 0102030405060708 00 0000000000000001"))
        #expect(DatagramHeader(packet, length: 64) == header)
    }

    @Test func `a datagram that is too short, too long, of another version or kind is none`() {
        var packet = [UInt8](repeating: 0x10, count: 2048)
        #expect(DatagramHeader(packet, length: 34) != nil)
        #expect(DatagramHeader(packet, length: 1200) != nil)
        #expect(DatagramHeader(packet, length: 33) == nil)
        #expect(DatagramHeader(packet, length: 0) == nil)
        #expect(DatagramHeader(packet, length: 1201) == nil)
        #expect(DatagramHeader([], length: 34) == nil)
        for first in UInt8.min ... .max {
            packet[0] = first
            #expect((DatagramHeader(packet, length: 100) != nil) == (0x10...0x12).contains(first))
        }
    }

    /// The bytes were computed by another implementation of HKDF and AES-GCM.
    @Test func `a sealed datagram has the same bytes for ever`() throws {
        let sealer = DatagramSealer(EpochSecret([UInt8](repeating: 7, count: 32)), epochLimit: 1)
        var packet = [UInt8](repeating: 0, count: 1200)
        let first = try #require(sealer.seal(.application, to: 1, [0x68, 0x69], into: &packet))
        #expect(
            Array(packet[..<first])
                == bytes(hex: "10 0000000000000001 00 0000000000000001 1e1d 44f2bbec739316572d5acc15d487ce42"))
        let second = try #require(sealer.seal(.challenge, to: 1, [1, 2, 3, 4, 5, 6, 7, 8], into: &packet))
        #expect(
            Array(packet[..<second])
                == bytes(
                    hex: "11 0000000000000001 01 0000000000000002 32057c469bae9100 3a49dbe8b85edae1e344f4d09f94c390"))
    }

    @Test func `an epoch that nobody could have reached is refused and changes nothing`() throws {
        let secret = EpochSecret([UInt8](repeating: 7, count: 32))
        let sealer = DatagramSealer(secret, epochLimit: 1)
        let opener = DatagramOpener(secret)
        var packets: [[UInt8]] = []
        for _ in 0..<4 {
            var packet = [UInt8](repeating: 0, count: 1200)
            let length = try #require(sealer.seal(.application, to: 1, [1], into: &packet))
            packets.append(Array(packet[..<length]))
        }
        var text = [UInt8](repeating: 0, count: 1200)
        func open(_ index: Int) throws -> DatagramOpener.Outcome {
            let header = try #require(DatagramHeader(packets[index], length: packets[index].count))
            return opener.open(header, packets[index], length: packets[index].count, into: &text)
        }
        #expect(try open(2) == .forged)
        #expect(try open(1) == .opened(textLength: 1, isNewest: true))
        #expect(try open(0) == .opened(textLength: 1, isNewest: false))
        #expect(try open(3) == .forged)
        #expect(try open(2) == .opened(textLength: 1, isNewest: true))
        #expect(try open(0) == .forged)
        #expect(try open(1) == .replayed)
        #expect(try open(3) == .opened(textLength: 1, isNewest: true))
    }

    @Test func `the replay window agrees with a list of everything seen`() {
        var window = ReplayWindow()
        var seen: Set<UInt64> = []
        var highest: UInt64 = 0
        var random = Numbers(state: 4)
        for _ in 0..<200_000 {
            let step = random.next() % 16 == 0 ? random.next() % 3000 : random.next() % 40
            let counter = random.next() % 2 == 0 ? highest + step : highest - min(highest, random.next() % 1200)
            guard counter > 0 else { continue }
            let isFresh = counter > highest || (highest - counter < ReplayWindow.size && !seen.contains(counter))
            #expect(window.isFresh(counter) == isFresh, "\(counter) after \(highest)")
            guard isFresh else { continue }
            let isNewest = window.insert(counter)
            #expect(isNewest == (counter > highest))
            seen.insert(counter)
            highest = max(highest, counter)
        }
        let isNewest = window.insert(.max)
        #expect(isNewest)
        #expect(!window.isFresh(.max))
        #expect(window.isFresh(.max - 1023))
        #expect(!window.isFresh(.max - 1024))
    }

    @Test func `a hello has the bytes of its documentation, and a later one may be longer`() {
        let hello = LinkHello(port: 7700, sessionID: 0x0102_0304_0506_0708)
        #expect(hello.bytes == bytes(hex: "01 1e14 0102030405060708"))
        #expect(LinkHello(hello.bytes) == hello)
        #expect(LinkHello(hello.bytes + [9]) == hello)
        #expect(LinkHello(hello.bytes.dropLast()) == nil)
        #expect(LinkHello([2] + hello.bytes.dropFirst()) == nil)
        #expect(LinkHello([]) == nil)
    }
}

/// A few numbers, the same every time (xorshift64*, Marsaglia 2003).
struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 0x2545_f491_4f6c_dd1d
    }
}
