import ReplicaCRDT

/// What people should know, until it is over: each thing once, newest last.
struct AlarmBoard {
    /// What an alarm is about.
    enum Subject: Hashable {
        /// Something that happened; it stays until the node stops.
        case event(String)
        /// Writes fail. Over with the next one that succeeds.
        case saving
        /// A peer's clock and this computer's differ. Over when they agree again.
        case clock(NodeID)
    }

    private var items: [(subject: Subject, text: String)] = []
    /// Alarms at most; beyond it the oldest go.
    static let limit = 200

    /// The alarms, oldest first.
    var texts: [String] { items.map(\.text) }

    /// Raises an alarm. One that stands already keeps its place if it says the same, else it is said anew.
    mutating func raise(_ subject: Subject, _ text: String) {
        if let place = items.firstIndex(where: { $0.subject == subject }) {
            guard items[place].text != text else { return }
            items.remove(at: place)
        }
        if items.count == Self.limit { items.removeFirst() }
        items.append((subject, text))
    }

    /// Takes note that something is over.
    mutating func clear(_ subject: Subject) {
        if items.contains(where: { $0.subject == subject }) { items.removeAll { $0.subject == subject } }
    }

    /// Takes note that nothing is known of clocks any more.
    mutating func clearClocks() {
        items.removeAll { if case .clock = $0.subject { true } else { false } }
    }
}
