import ReplicaCRDT

extension Value {
    /// This value, with those members of maps in `stored` that whoever decoded it didn't know: they are not in `known`, which is
    /// what it would have written without a change.
    func keeping(_ stored: Value, unknownTo known: Value) -> Value {
        guard case .map(let new) = self, case .map(let there) = stored, case .map(let read) = known else { return self }
        let readKeys = Dictionary(read.map { (Array($0.key.utf8), $0.value) }) { $1 }
        let storedKeys = Dictionary(there.map { (Array($0.key.utf8), $0.value) }) { $1 }
        var members = new.map { member in
            let key = Array(member.key.utf8)
            guard let former = storedKeys[key], let read = readKeys[key] else { return member }
            return Member(member.key, member.value.keeping(former, unknownTo: read))
        }
        let newKeys = Set(new.map { Array($0.key.utf8) })
        for member in there {
            let key = Array(member.key.utf8)
            if readKeys[key] == nil, !newKeys.contains(key) { members.append(member) }
        }
        if members.count > new.count { members.sort { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) } }
        return .map(members)
    }
}
