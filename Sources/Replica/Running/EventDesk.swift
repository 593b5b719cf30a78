import ReplicaDocuments
import ReplicaGossip

/// What this node publishes: how much, and where the next durable event goes.
struct EventDesk {
    /// Passing events of this node that are on their way or were lately, and how many it may still make: 50 a second.
    var passing = EventTable(perSecond: 50, burst: 50)
    /// How many durable events it may still make: 10 a second, and 100 at once after a pause. Each is kept by every entitled node.
    var durable = RateBudget(perSecond: 10, burst: 100)
    /// The next slot by space, once it has been looked for. A hint: a slot that was not used after all does no harm.
    var nextSlot: [Space: Int] = [:]
    /// Who listens here.
    let hub = EventHub()

    /// Published here, and told here because others published; since the start.
    var counts = Counts()

    /// Custom events since the start.
    struct Counts {
        var passingOut: UInt64 = 0
        var passingIn: UInt64 = 0
        var durableOut: UInt64 = 0
        var durableIn: UInt64 = 0
    }
}
