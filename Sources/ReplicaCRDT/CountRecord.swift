/// A stock-take of one counter: what was counted, and what it adds to the other slots as they were at the scan.
package struct CountRecord: Hashable, Sendable {
    /// The counted value less the sum of all other slots as their author saw them at the scan.
    package let adjustment: Int64
    /// The id of the document that describes this count.
    package let document: String

    /// A record from its parts.
    package init(adjustment: Int64, document: String) {
        self.adjustment = adjustment
        self.document = document
    }

    package static func == (left: CountRecord, right: CountRecord) -> Bool {
        left.adjustment == right.adjustment && left.document.hasSameBytes(as: right.document)
    }
}
