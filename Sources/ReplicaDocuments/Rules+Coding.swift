package import ReplicaCRDT

// Rules as the value of their register:
//   {number, format, collections: [{name, home: 0|1|2, fields: [{name, kind: "register"|"counter"|"machine", writers: 1|2|3,
//    once: bool, machine?: {initial, states: [[name, rank]…], moves: [[from, to, roles]…]}}]}]}
// Collections and fields ascend by name, so that equal rules have equal bytes.
extension Rules {
    /// The value of the register.
    package var value: Value {
        .map(of: [
            ("number", .integer(number)), ("format", .integer(format)),
            ("collections", .list(collections.values.sorted { $0.name < $1.name }.map(Self.value))),
        ])
    }

    private static func value(of collection: CollectionRule) -> Value {
        .map(of: [
            ("name", .text(collection.name)), ("home", .integer(Int64(collection.home.rawValue))),
            ("fields", .list(collection.fields.values.sorted { $0.name < $1.name }.map(value))),
        ])
    }

    private static func value(of field: FieldRule) -> Value {
        var members: [(String, Value)] = [
            ("name", .text(field.name)), ("writers", .integer(Int64(field.writers.rawValue))),
            ("once", .bool(field.once)),
        ]
        switch field.kind {
        case .register: members.append(("kind", .text("register")))
        case .counter: members.append(("kind", .text("counter")))
        case .machine(let machine):
            members.append(("kind", .text("machine")))
            members.append(("machine", value(of: machine)))
        }
        return .map(of: members)
    }

    private static func value(of machine: MachineDeclaration) -> Value {
        .map(of: [
            ("initial", .text(machine.initial)),
            ("states", .list(machine.states.map { .list([.text($0.name), .integer($0.rank)]) })),
            (
                "moves",
                .list(
                    machine.transitions.map {
                        .list([.text($0.move.from), .text($0.move.to), .integer(Int64($0.roles.rawValue))])
                    })
            ),
        ])
    }

    /// Reads rules; nil if the value isn't such, a machine is wrongly declared, or they need a newer program: then `format`
    /// in the value says so (see `neededFormat`).
    package init?(_ value: Value) {
        guard let number = value["number"]?.integer, let format = value["format"]?.integer,
            let items = value["collections"]?.list
        else { return nil }
        var collections: [CollectionRule] = []
        for item in items {
            guard let collection = Self.collection(item) else { return nil }
            collections.append(collection)
        }
        self.init(number: number, format: format, collections: collections)
    }

    private static func collection(_ value: Value) -> CollectionRule? {
        guard let name = value["name"]?.text, let home = value["home"]?.integer.flatMap(UInt8.init(exactly:)),
            let space = SpaceKind(rawValue: home), let items = value["fields"]?.list
        else { return nil }
        var fields: [FieldRule] = []
        for item in items {
            guard let field = field(item) else { return nil }
            fields.append(field)
        }
        return CollectionRule(name, in: space, fields: fields)
    }

    private static func field(_ value: Value) -> FieldRule? {
        guard let name = value["name"]?.text, let writers = value["writers"]?.integer.flatMap(UInt8.init(exactly:)),
            case .bool(let once)? = value["once"], let kind = value["kind"]?.text
        else { return nil }
        let reading: FieldRule.Kind
        switch kind {
        case "register": reading = .register
        case "counter": reading = .counter
        case "machine":
            guard let declared = value["machine"].flatMap(machine) else { return nil }
            reading = .machine(declared)
        default: return nil
        }
        return FieldRule(name, reading, writers: RoleSet(rawValue: writers), once: once)
    }

    private static func machine(_ value: Value) -> MachineDeclaration? {
        guard let initial = value["initial"]?.text, let states = value["states"]?.list, let moves = value["moves"]?.list
        else { return nil }
        var declared: [MachineDeclaration.State] = []
        for state in states {
            guard let parts = state.list, parts.count == 2, let name = parts[0].text, let rank = parts[1].integer else {
                return nil
            }
            declared.append(.init(name, rank: rank))
        }
        var transitions: [MachineDeclaration.Transition] = []
        for move in moves {
            guard let parts = move.list, parts.count == 3, let from = parts[0].text, let to = parts[1].text,
                let roles = parts[2].integer.flatMap(UInt8.init(exactly:))
            else { return nil }
            transitions.append(.init(from, to, roles: RoleSet(rawValue: roles)))
        }
        return try? MachineDeclaration(initial: initial, states: declared, transitions: transitions)
    }
}
