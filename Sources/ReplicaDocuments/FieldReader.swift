/// Reads what fields show. All that a reading needs besides a document's entries are the rules: so the store reads on its own
/// thread, and whoever holds a document and the rules of one moment reads elsewhere.
package protocol FieldReader {
    /// The rules by which machines and kinds are read; nil if this program knows none.
    var rules: Rules? { get }
}
