import Replica
import ReplicaCommand
import Testing

@Suite struct SuggestionTests {
    @Test(arguments: [
        ("", "", 0), ("", "abc", 3), ("kitten", "sitting", 3), ("status", "status", 0), ("inti", "init", 1),
        ("ab", "ba", 1),
        ("bill", "bil", 1), ("paht", "paths", 2), ("ca", "abc", 3),
    ])
    func `the edit distance counts swaps of neighbours once`(left: String, right: String, distance: Int) {
        #expect(Suggestion.editDistance(left, right) == distance)
        #expect(Suggestion.editDistance(right, left) == distance)
    }

    @Test func `far words suggest nothing, beginnings the whole`() {
        let words = ["status", "stock", "run", "init"]
        #expect(Suggestion.closest(to: "frobnicate", in: words) == nil)
        #expect(Suggestion.closest(to: "xyz", in: words) == nil)
        #expect(Suggestion.closest(to: "stat", in: words) == "status")
        #expect(Suggestion.closest(to: "STOCK", in: words) == "stock")
        #expect(Suggestion.closest(to: "", in: words) == nil)
    }

    @Test func `a very long word costs little`() {
        #expect(Suggestion.closest(to: String(repeating: "a", count: 1_000_000), in: ["status"]) == nil)
    }
}
