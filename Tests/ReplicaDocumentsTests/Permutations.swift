/// Every order of the numbers 0 to `count` - 1.
func permutations(of count: Int) -> [[Int]] {
    guard count > 0 else { return [[]] }
    return permutations(of: count - 1).flatMap { shorter in
        (0...shorter.count).map { at in
            var longer = shorter
            longer.insert(count - 1, at: at)
            return longer
        }
    }
}
