package import ReplicaCRDT

/// A document as it lives in memory: the live entries of all its fields, in one array in ascending order of paths.
package struct Document: Hashable, Sendable {
    /// Ascending by path; within a path in order of arrival.
    package private(set) var cells: [Cell]

    /// A document nobody has written.
    package init() { cells = [] }

    init(cells: [Cell]) { self.cells = cells }

    /// Where the cells of a path lie.
    package func range(of path: String) -> Range<Int> {
        var (low, high) = (0, cells.count)
        while low < high {
            let middle = (low + high) / 2
            if cells[middle].path < path { low = middle + 1 } else { high = middle }
        }
        var end = low
        while end < cells.count, cells[end].path == path { end += 1 }
        return low..<end
    }

    /// The live entries of a field.
    package func entries(_ path: String) -> [Entry] { cells[range(of: path)].map(\.entry) }

    /// The live entry of a replica's ordinary slot.
    package func ownEntry(_ path: String, of replica: ReplicaID) -> Entry? {
        for cell in cells[range(of: path)] where cell.entry.slot == .own && cell.entry.name.dot.replica == replica {
            return cell.entry
        }
        return nil
    }

    /// The live entry that a dot names in a slot.
    package func entry(_ path: String, _ slot: Slot, _ dot: Dot) -> Entry? {
        for cell in cells[range(of: path)] where cell.entry.name.dot == dot && cell.entry.slot == slot {
            return cell.entry
        }
        return nil
    }

    /// Whether somebody deleted it: the reserved register shows true.
    package var isDeleted: Bool {
        RegisterReading(entries(Collections.deleted))?.value == .bool(true)
    }

    /// Replaces the entries that `dots` name in the slot by one new entry; returns the names of those that were live.
    mutating func write(_ path: String, _ entry: Entry, replacing dots: [Dot]) -> [EntryName] {
        let range = range(of: path)
        if range.count == 1, dots.count == 1, cells[range.lowerBound].entry.name.dot == dots[0],
            cells[range.lowerBound].entry.slot == entry.slot
        {
            let name = cells[range.lowerBound].entry.name
            cells[range.lowerBound] = Cell(path: cells[range.lowerBound].path, entry: entry)
            return [name]
        }
        var removed: [EntryName] = []
        for index in range.reversed()
        where cells[index].entry.slot == entry.slot && dots.contains(cells[index].entry.name.dot) {
            removed.append(cells[index].entry.name)
            cells.remove(at: index)
        }
        cells.insert(Cell(path: path, entry: entry), at: range.upperBound - removed.count)
        return removed
    }
}
