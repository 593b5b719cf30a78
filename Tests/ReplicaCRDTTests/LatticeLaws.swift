import Testing

/// Checks the laws of a join-semilattice on whole values, for every one, pair and triple of `values`: merging is idempotent,
/// commutative and associative, and never loses what either side had. `origin` says where the values come from (a seed, a
/// list of choices) and is printed with a failure.
func checkLattice<Value: Equatable>(
    _ values: [Value], origin: String, at location: SourceLocation = #_sourceLocation, merge: (Value, Value) -> Value
) {
    let joined = values.map { left in values.map { right in merge(left, right) } }
    for (i, a) in values.enumerated() {
        holds(joined[i][i] == a, "idempotence: \(origin)", at: location)
        for (j, b) in values.enumerated() {
            holds(joined[i][j] == joined[j][i], "commutativity: \(origin)", at: location)
            holds(merge(a, joined[i][j]) == joined[i][j], "the join holds its left side: \(origin)", at: location)
            holds(merge(joined[i][j], b) == joined[i][j], "the join holds its right side: \(origin)", at: location)
            for (k, c) in values.enumerated() {
                holds(merge(joined[i][j], c) == merge(a, joined[j][k]), "associativity: \(origin)", at: location)
            }
        }
    }
}

/// Checks that a relation is a partial order on `values`, and that `merge` gives its least upper bounds.
func checkOrder<Value: Equatable>(
    _ values: [Value], origin: String, at location: SourceLocation = #_sourceLocation,
    covers: (Value, Value) -> Bool, merge: (Value, Value) -> Value
) {
    for a in values {
        holds(covers(a, a), "reflexivity: \(origin)", at: location)
        for b in values {
            let join = merge(a, b)
            holds((covers(a, b) && covers(b, a)) == (a == b), "antisymmetry: \(origin)", at: location)
            holds(covers(a, b) == (join == a), "the order is the one of the join: \(origin)", at: location)
            holds(covers(join, a) && covers(join, b), "an upper bound: \(origin)", at: location)
            for c in values where covers(c, a) && covers(c, b) {
                holds(covers(c, join), "the least upper bound: \(origin)", at: location)
            }
            for c in values where covers(a, b) && covers(b, c) {
                holds(covers(a, c), "transitivity: \(origin)", at: location)
            }
        }
    }
}
