/// Which part of a field an entry belongs to. Registers and machines have one part; a counter is the sum of its slots.
package enum Slot: Hashable, Sendable {
    /// A register or a machine: the field as a whole.
    case whole
    /// A counter's ordinary slot: it belongs to the replica of its entry's dot and holds that replica's running total.
    case own
    /// A counter's effect slot: what must count once however many nodes do it, named by the effect; names are compared as bytes.
    case effect(String)
    /// A counter's count slot: the counted value less the sum of all other slots as its author saw them at the scan.
    case count

    package static func == (left: Slot, right: Slot) -> Bool {
        switch (left, right) {
        case (.whole, .whole), (.own, .own), (.count, .count): true
        case (.effect(let a), .effect(let b)): a.hasSameBytes(as: b)
        case (.whole, _), (.own, _), (.effect, _), (.count, _): false
        }
    }
}
