import ReplicaCRDT

/// A property that is the state of a state machine that the schema declares. It is only read: an update that assigns it is refused;
/// ``Transaction/move(_:_:_:to:in:)`` moves it along a declared transition. A new document starts in the machine's initial
/// state.
///
/// A state that a newer program declared and `State` doesn't know shows as `state == nil`; its name is in `name`.
public struct MachineState<State: RawRepresentable & Sendable>: Sendable where State.RawValue == String {
    /// The state's name, as the schema declares it.
    public let name: String
    /// The field, if the value was read from a document.
    let path: String?
    /// The entries that were read.
    let seen: SeenEntries?

    /// A state; a document can be inserted with the initial one only.
    public init(_ state: State) { self.init(name: state.rawValue, path: nil, seen: nil) }

    private init(name: String, path: String?, seen: SeenEntries?) {
        self.name = name
        self.path = path
        self.seen = seen
    }

    /// The state; nil if this program doesn't know it.
    public var state: State? { State(rawValue: name) }
}

extension MachineState: Hashable {
    /// Whether both are the same state.
    public static func == (left: MachineState, right: MachineState) -> Bool { left.name.hasSameBytes(as: right.name) }

    public func hash(into hasher: inout Hasher) { for byte in name.utf8 { hasher.combine(byte) } }
}

extension MachineState: CustomStringConvertible {
    /// The state's name.
    public var description: String { name }
}

extension MachineState: Codable {
    /// Reads a state's name; for other encodings than the node's own.
    public init(from decoder: any Decoder) throws {
        self.init(name: try decoder.singleValueContainer().decode(String.self), path: nil, seen: nil)
    }

    /// Writes the state's name; for other encodings than the node's own.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}

extension MachineState: DocumentField {
    init(_ field: StoredField) throws {
        switch field.shown {
        case .state(let name)?: self.init(name: name, path: field.path, seen: field.seen)
        case nil:
            guard let name = field.machine?.initial ?? field.template?.value?.text else {
                throw field.mismatch(Self.self, "the schema declares no state machine of this name")
            }
            self.init(name: name, path: field.path, seen: field.seen)
        case .value?, .level?: throw field.mismatch(Self.self, "the stored field is no state machine")
        }
    }

    func content() throws -> FieldContent { .machine(name) }
}
