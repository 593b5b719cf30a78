/// What is going to happen, earliest first; of one moment, in the order of being planned. A binary heap.
struct EventQueue<Item> {
    struct Entry {
        let time: UInt64
        let serial: UInt64
        let item: Item

        func precedes(_ other: Entry) -> Bool { time == other.time ? serial < other.serial : time < other.time }
    }

    private var heap: [Entry] = []
    private var serial: UInt64 = 0

    /// When the next item is due.
    var nextTime: UInt64? { heap.first?.time }

    /// How many items are planned.
    var count: Int { heap.count }

    mutating func plan(_ item: Item, at time: UInt64) {
        serial += 1
        heap.append(Entry(time: time, serial: serial, item: item))
        var child = heap.count - 1
        while child > 0, heap[child].precedes(heap[(child - 1) / 2]) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func next() -> (time: UInt64, item: Item)? {
        guard let first = heap.first, let last = heap.popLast() else { return nil }
        if !heap.isEmpty {
            heap[0] = last
            sink()
        }
        return (first.time, first.item)
    }

    private mutating func sink() {
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                if heap[child].precedes(heap[least]) { least = child }
            }
            if least == parent { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
