public import ReplicaCRDT
public import ReplicaDocuments

/// Which collections a shop has, where they live, how their fields merge, who may write them. The first node writes it into
/// the shop as rules; every write is judged by the rules that its author's node knew.
public struct Schema: Sendable {
    /// The roles that may write something.
    public typealias Roles = RoleSet

    /// A state of a state machine.
    public struct State: Sendable {
        let state: MachineDeclaration.State

        /// A state; its rank rises along every forward move.
        public init(_ name: String, rank: Int64) { state = .init(name, rank: rank) }
    }

    /// A move of a state machine.
    public struct Transition: Sendable {
        let transition: MachineDeclaration.Transition

        /// A move that members with one of the roles may take.
        public init(_ from: String, _ to: String, by roles: Roles) { transition = .init(from, to, roles: roles) }
    }

    /// A field and how it merges.
    public struct Field: Sendable {
        let rule: FieldRule

        /// A last-writer-wins register with kept losers; `once` if it is written with its document only.
        public static func register(_ name: String, by roles: Roles = .admin, once: Bool = false) -> Field {
            Field(rule: FieldRule(name, .register, writers: roles, once: once))
        }

        /// A PN-counter: concurrent changes add up. Admins only.
        public static func counter(_ name: String) -> Field { Field(rule: FieldRule(name, .counter)) }

        /// A state machine. Traps on a wrong declaration, which is a mistake of the program.
        public static func machine(
            _ name: String, initial: String, states: [State], transitions: [Transition]
        ) -> Field {
            do {
                let machine = try MachineDeclaration(
                    initial: initial, states: states.map(\.state), transitions: transitions.map(\.transition))
                let roles = transitions.reduce(into: Roles()) { $0.formUnion($1.transition.roles) }
                return Field(rule: FieldRule(name, .machine(machine), writers: roles))
            } catch {
                preconditionFailure("the machine \(name) is wrongly declared: \(error)")
            }
        }
    }

    /// A collection.
    public struct Collection: Sendable {
        let rule: CollectionRule
        let indexed: [String]

        /// A collection whose documents live in one kind of space; `indexed` names registers that documents are looked up by.
        public init(_ name: String, in home: SpaceKind, indexed: [String] = [], _ fields: [Field]) {
            rule = CollectionRule(name, in: home, fields: fields.map(\.rule))
            self.indexed = indexed
        }
    }

    let collections: [Collection]

    /// A schema from its collections. Traps on the names `event.shop` and `event.customer`, under which the library keeps durable
    /// events.
    public init(_ collections: [Collection]) {
        for collection in collections {
            precondition(!EventCollection.contains(collection.rule.name), "\(collection.rule.name) is taken by events")
        }
        self.collections = collections
    }

    func rules(number: Int64) -> Rules {
        Rules(number: number, collections: collections.map(\.rule) + EventCollection.rules)
    }

    var indexes: [FieldIndexes.Name] {
        collections.flatMap { collection in collection.indexed.map { .init(collection.rule.name, $0) } }
    }
}
