extension String {
    /// Whether two texts have the same UTF-8 bytes. Names are compared so: Swift's own `==` takes canonically equivalent
    /// texts for equal, by the tables of the Unicode version that the program runs with, so that two nodes could differ.
    package func hasSameBytes(as other: String) -> Bool {
        utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
    }
}
