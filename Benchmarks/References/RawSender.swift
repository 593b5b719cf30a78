import Foundation
import ReplicaCrypto
import ReplicaTransport

/// The physical limit of the machine: one small message now and then from this process to receivers in others, which block
/// until it comes. Plain over UDP or TCP, or sealed to several receivers.
struct RawSender {
    private let receivers: [ChildProcess]
    private let sockets: [LoopbackSocket]
    private let isSealed: Bool

    /// Starts receivers; `kind` is `udp`, `tcp` or `sealed`.
    init(_ kind: String, to count: Int, _ run: BenchmarkRun) throws {
        isSealed = kind == "sealed"
        var receivers: [ChildProcess] = []
        var sockets: [LoopbackSocket] = []
        for _ in 0..<count {
            let receiver = try run.start("receiver", kind)
            guard let port = try receiver.answer().first.flatMap({ UInt16($0) }) else {
                throw BenchmarkError.child("the receiver has no port")
            }
            let socket = try LoopbackSocket(kind == "tcp" ? .tcp : .udp)
            try socket.connect(port)
            receivers.append(receiver)
            sockets.append(socket)
        }
        self.receivers = receivers
        self.sockets = sockets
    }

    /// Sends messages with pauses; returns for each the microseconds until the last receiver had it.
    func lastArrivals(_ count: Int, pauseMicroseconds: UInt32) throws -> [Double] {
        var sent: [UInt64: UInt64] = [:]
        let sealer = AEADSealer(key: Message.key, nonceBase: Message.nonceBase)
        var packet = [UInt8](repeating: 0, count: Message.sealedBytes)
        for tag in 0..<UInt64(count) {
            usleep(pauseMicroseconds + UInt32(tag % 7) * pauseMicroseconds / 40)
            let start = MonotonicClock.now
            for (index, socket) in sockets.enumerated() {
                try send(tag, UInt64(index), over: socket, sealer, &packet)
            }
            sent[tag] = start
        }
        usleep(50_000)
        var last: [UInt64: UInt64] = [:]
        for receiver in receivers {
            for (tag, moment) in ArrivalLog.parse(try receiver.ask("take")) { last[tag] = max(last[tag] ?? 0, moment) }
        }
        guard last.count >= count * 9 / 10 else {
            throw BenchmarkError.failed("of \(count) raw messages \(last.count) arrived")
        }
        return last.compactMap { tag, moment in sent[tag].map { Double(moment - $0) / 1_000 } }
    }

    private func send(
        _ tag: UInt64, _ index: UInt64, over socket: LoopbackSocket, _ sealer: AEADSealer, _ packet: inout [UInt8]
    ) throws(BenchmarkError) {
        guard isSealed else {
            Message.write(tag, at: 0, in: &packet)
            return try socket.send(packet, count: Message.plainBytes)
        }
        let counter = tag << 8 | index
        Message.write(counter, at: 0, in: &packet)
        Message.write(tag, at: Message.headerBytes, in: &packet)
        let length = sealer.seal(
            &packet, headerLength: Message.headerBytes, textLength: Message.plainBytes, counter: counter)
        try socket.send(packet, count: length)
    }
}
