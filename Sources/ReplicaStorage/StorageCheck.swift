/// What a look at everything stored has found.
package struct StorageCheck: Equatable, Sendable {
    /// Deltas that are what they were.
    package internal(set) var deltas = 0
    /// Deltas that are not: they are to be fetched again.
    package internal(set) var damagedDeltas: [DamagedDelta] = []
    /// Documents that are what they were.
    package internal(set) var documents = 0
    /// Documents that are not: they are to be made again from the log.
    package internal(set) var damagedDocuments: [DocumentKey] = []
    /// Everything else, a line each: at most 20 about the file's structure, one for each damaged record.
    package internal(set) var problems: [String] = []

    /// Whether nothing is wrong.
    package var isSound: Bool { damagedDeltas.isEmpty && damagedDocuments.isEmpty && problems.isEmpty }
}
