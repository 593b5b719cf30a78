import ReplicaCRDT

extension Payload {
    /// Whether a field of this kind may hold the payload.
    func fits(_ kind: FieldRule.Kind) -> Bool {
        switch (kind, self) {
        case (.register, .value), (.counter, .tally), (.counter, .amount), (.counter, .count), (.machine, .move): true
        case (.register, _), (.counter, _), (.machine, _): false
        }
    }
}
