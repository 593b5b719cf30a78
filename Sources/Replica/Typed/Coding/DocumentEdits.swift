import ReplicaCRDT
import ReplicaDocuments

/// What must be written so that a stored document says what a copy of it says: only the fields that differ.
struct DocumentEdits {
    /// One write.
    enum Edit {
        case set(String, Value)
        case add(String, Int64)
    }

    /// Ascending by path.
    private(set) var edits: [Edit] = []
    private let stored: StoredFields
    private let isNew: Bool

    /// Compares a copy's fields before and after a change.
    init(
        _ stored: StoredFields, before: [String: FieldContent], after: [String: FieldContent], isNew: Bool
    ) throws(ReplicaError) {
        self.stored = stored
        self.isNew = isNew
        for path in Set(before.keys).union(after.keys).sorted() {
            try compare(path, before[path], after[path])
        }
    }

    private mutating func compare(
        _ path: String, _ before: FieldContent?, _ after: FieldContent?
    ) throws(ReplicaError) {
        switch (before, after) {
        case (nil, .counter(let counter)?): try add(path, counter, from: Counter())
        case (.counter(let former)?, .counter(let counter)?): try add(path, counter, from: former)
        case (nil, .machine(let name)?): try checkState(path, name)
        case (.machine(let former)?, .machine(let name)?):
            guard former.hasSameBytes(as: name) else { throw isMachine(path, name) }
        case (nil, .register?), (.register?, .register?), (nil, .kept?), (.kept?, .kept?), (.register?, nil),
            (.kept?, nil):
            try set(path, before?.value, after)
        case (nil, nil): return
        case (.counter?, _), (.machine?, _), (.register?, _), (.kept?, _):
            throw .invalid("\(path) can't become empty, or of another kind.")
        }
    }

    private mutating func set(_ path: String, _ before: Value?, _ after: FieldContent?) throws(ReplicaError) {
        let value = after?.value ?? .null
        if case .kept(_, isSettled: true)? = after {} else if before ?? .null == value { return }
        switch stored.kind(path) {
        case .machine(let machine)?:
            guard isNew, value == .text(machine.initial) else { throw isMachine(path, value.text ?? "") }
            return
        case .counter?: throw .invalid("\(path) is a counter in the schema: make the property a Counter.")
        case .register?, nil: break
        }
        var merged = value
        if let before, case .value(let there)? = stored.shown(path) { merged = value.keeping(there, unknownTo: before) }
        edits.append(.set(path, merged))
    }

    private mutating func add(_ path: String, _ counter: Counter, from former: Counter) throws(ReplicaError) {
        guard isNew || counter.base == former.base else {
            throw .invalid(
                "\(path) was assigned. A counter is changed with += and -=, so that concurrent changes add up.")
        }
        let amount = isNew ? counter.level : counter.change - former.change
        if amount == 0 { return }
        switch stored.kind(path) {
        case .register?, .machine?: throw .invalid("\(path) is no counter in the schema.")
        case .counter?, nil: break
        }
        guard let amount = Int64(exactly: amount) else {
            throw .invalid("The change of \(path) is too large: at most 2^40 at a time.")
        }
        edits.append(.add(path, amount))
    }

    private func checkState(_ path: String, _ name: String) throws(ReplicaError) {
        guard case .machine(let machine)? = stored.kind(path) else {
            throw .invalid("\(path) is no state machine in the schema.")
        }
        guard machine.initial.hasSameBytes(as: name) else {
            throw .invalid("\(path) starts as \(machine.initial), not as \(name). Insert it so, then use `move`.")
        }
    }

    private func isMachine(_ path: String, _ name: String) -> ReplicaError {
        .invalid("\(path) is a state machine and can't be assigned. Use `move` to take it to \(name).")
    }
}
