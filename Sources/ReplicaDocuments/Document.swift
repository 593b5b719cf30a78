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

    /// The live entry of a replica's ordinary slot in the field whose cells are at `range`.
    package func ownEntry(of replica: ReplicaID, at range: Range<Int>) -> Entry? {
        range.first { cells[$0].entry.name.dot.replica == replica && cells[$0].entry.slot == .own }
            .map { cells[$0].entry }
    }

    /// The live entry that a dot names in a slot.
    package func entry(_ path: String, _ slot: Slot, _ dot: Dot) -> Entry? {
        range(of: path).first { cells[$0].entry.name.dot == dot && cells[$0].entry.slot == slot }
            .map { cells[$0].entry }
    }

    /// Whether somebody deleted it: the reserved register shows true.
    package var isDeleted: Bool {
        RegisterReading(entries(Collections.deleted))?.value == .bool(true)
    }

    /// Replaces the entries that `dots` name in the slot by one new entry, in the field whose cells are at `range`; tells the
    /// names of those that were live. Returns where the field's cells are now.
    @discardableResult
    mutating func write(
        _ path: String, at range: Range<Int>, _ entry: Entry, replacing dots: [Dot],
        removed: (EntryName) -> Void = { _ in }
    ) -> Range<Int> {
        if range.count == 1, dots.count == 1, cells[range.lowerBound].entry.name.dot == dots[0],
            cells[range.lowerBound].entry.slot == entry.slot
        {
            removed(cells[range.lowerBound].entry.name)
            cells[range.lowerBound].entry = entry
            return range
        }
        var end = range.upperBound
        for index in range.reversed()
        where cells[index].entry.slot == entry.slot && dots.contains(cells[index].entry.name.dot) {
            removed(cells[index].entry.name)
            cells.remove(at: index)
            end -= 1
        }
        cells.insert(Cell(path: path, entry: entry), at: end)
        return range.lowerBound..<(end + 1)
    }
}
