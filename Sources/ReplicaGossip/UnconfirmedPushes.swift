/// What was pushed to one peer in datagrams, without any promise, and has not been confirmed by what the peer says that it
/// has. If confirmation stays out, something was lost.
struct UnconfirmedPushes {
    private struct Push {
        let chain: ChainName
        let seq: UInt64
        let bytes: Int
    }

    private var pushes: [Push] = []
    /// Bytes pushed and not confirmed.
    private(set) var bytes = 0
    /// When to compare, if nothing more is confirmed by then; nil if nothing is unconfirmed.
    private(set) var due: UInt64?
    /// Whether that time has passed once: what is missing is not only under way.
    private(set) var isOverdue = false
    private var patience: UInt64 = 0

    /// Takes note of a push.
    mutating func add(_ chain: ChainName, _ seq: UInt64, bytes: Int, at now: UInt64, patience: UInt64) {
        pushes.append(Push(chain: chain, seq: seq, bytes: bytes))
        self.bytes += bytes
        guard due == nil else { return }
        self.patience = patience
        due = now + patience
    }

    /// Takes note that the peer has a chain up to a number.
    mutating func confirm(_ chain: ChainName, through seq: UInt64) {
        guard !pushes.isEmpty else { return }
        pushes.removeAll { $0.chain == chain && $0.seq <= seq }
        bytes = pushes.reduce(0) { $0 + $1.bytes }
        if pushes.isEmpty { self = UnconfirmedPushes() }
    }

    /// Something was confirmed: the rest gets its time.
    mutating func progress(at now: UInt64) {
        guard due != nil else { return }
        isOverdue = false
        due = now + patience
    }

    /// The time has passed; the next one is longer.
    mutating func miss(at now: UInt64, longest: UInt64) {
        isOverdue = true
        patience = min(2 * patience, longest)
        due = now + patience
    }

    /// Whether all of a chain after a number is under way, as far as can be hoped.
    func covers(_ chain: ChainName, after seq: UInt64) -> Bool {
        !isOverdue && pushes.contains { $0.chain == chain && $0.seq == seq + 1 }
    }
}
