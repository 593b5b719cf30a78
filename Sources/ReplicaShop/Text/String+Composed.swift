// The only file of this target that needs Foundation: the standard library compares strings by canonical equivalence,
// but offers no public way to the normalised text itself.
import Foundation

extension String {
    /// The text in Unicode normalisation form C. Text below U+0300 is in that form already.
    var composed: String {
        unicodeScalars.allSatisfy { $0.value < 0x300 } ? self : precomposedStringWithCanonicalMapping
    }
}
