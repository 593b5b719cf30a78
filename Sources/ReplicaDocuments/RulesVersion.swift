import ReplicaCRDT

/// One version of the rules that was written, whether or not it still holds. A class, as `Delta` is: every standing has one.
final class RulesVersion: Sendable {
    let position: Position
    let stamp: Stamp
    let number: Int64
    let format: Int64
    /// Nil if this program can't judge by it.
    let rules: Rules?
    let value: Value

    init(position: Position, stamp: Stamp, value: Value) {
        self.position = position
        self.stamp = stamp
        self.value = value
        number = value["number"]?.integer ?? 0
        format = value["format"]?.integer ?? .max
        rules = format <= Rules.knownFormat ? Rules(value) : nil
    }

    /// Greatest number, then stamp, then position: a later version saw the former and has a greater number.
    func precedes(_ other: RulesVersion) -> Bool {
        (number, stamp, position.replica, position.seq)
            < (other.number, other.stamp, other.position.replica, other.position.seq)
    }
}
