import Foundation
import ReplicaCrypto
import ReplicaTransport

/// Blocks in a receive and notes when each raw message came. Says its port first; answers `take` with what has arrived.
struct ReceiverRole {
    let kind: String

    func run() throws {
        let log = ArrivalLog()
        let socket = try LoopbackSocket(kind == "tcp" ? .tcp : .udp)
        Role.say(String(try socket.listen()))
        let answering = Thread {
            while let line = readLine() { if line == "take" { Role.say(log.take()) } }
            exit(0)
        }
        answering.start()
        switch kind {
        case "sealed": takeSealed(socket, log)
        case "tcp": takePlain(try socket.accept(), log)
        default: takePlain(socket, log)
        }
    }

    private func takePlain(_ socket: LoopbackSocket, _ log: ArrivalLog) {
        var buffer = [UInt8](repeating: 0, count: Message.plainBytes)
        while socket.receive(Message.plainBytes, into: &buffer) {
            log.note(Message.number(at: 0, in: buffer), at: MonotonicClock.now)
        }
    }

    private func takeSealed(_ socket: LoopbackSocket, _ log: ArrivalLog) {
        let opener = AEADOpener(key: Message.key, nonceBase: Message.nonceBase)
        var packet = [UInt8](repeating: 0, count: Message.sealedBytes)
        var text = [UInt8](repeating: 0, count: Message.sealedBytes)
        while socket.receive(Message.sealedBytes, into: &packet) {
            let counter = Message.number(at: 0, in: packet)
            let length = opener.open(
                packet, packetLength: Message.sealedBytes, headerLength: Message.headerBytes, counter: counter,
                into: &text)
            guard length == Message.plainBytes else { continue }
            log.note(Message.number(at: 0, in: text), at: MonotonicClock.now)
        }
    }
}
