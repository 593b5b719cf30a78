import ReplicaCRDT

extension Payload {
    /// Whether a field of this kind may hold the payload.
    func fits(_ kind: FieldRule.Kind) -> Bool {
        switch (kind, self) {
        case (.register, .value), (.counter, .tally), (.counter, .amount), (.counter, .count), (.machine, .move): true
        case (.register, _), (.counter, _), (.machine, _): false
        }
    }

    /// Which reading an entry belongs to: register 0, counter 1, machine 2.
    var reading: UInt8 {
        switch self {
        case .value: 0
        case .tally, .amount, .count: 1
        case .move: 2
        }
    }
}
