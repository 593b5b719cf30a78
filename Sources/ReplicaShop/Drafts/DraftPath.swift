/// The paths of a draft's fields. Each line is one register of its own, so that two people edit a draft at once.
enum DraftPath {
    static let lines = "lines"
    static let issued = "issued"

    static func line(_ key: String) -> String { "lines/\(key)" }
}
