package import ReplicaPanel

extension HelpText {
    /// The same as an object, from which completions and other front ends can be made; the program lists all its commands.
    package func json(for node: CommandTable.Node) -> JSON {
        switch node {
        case .program:
            [
                "commands": .array(table.commands.map(json(of:))),
                "groups": .array(table.groups.map { ["name": .string($0.name), "summary": .string($0.summary)] }),
            ]
        case .group(let group):
            [
                "name": .string(group.name), "summary": .string(group.summary),
                "default": group.defaultWord.map(JSON.string) ?? .null,
                "commands": .array(table.commands.filter { $0.path.starts(with: group.path) }.map(json(of:))),
            ]
        case .command(let command): json(of: command)
        }
    }

    private func json(of command: CommandSpecification) -> JSON {
        [
            "name": .string(command.name), "summary": .string(command.summary),
            "arguments": .array(command.arguments.map(json(of:))),
            "options": .array(command.allOptions.map(json(of:))),
            "required": .array(command.required.map { .array($0.map(JSON.string)) }),
            "exclusive": .array((command.exclusive + GlobalOption.exclusive).map { .array($0.map(JSON.string)) }),
            "examples": .array(command.examples.map { .string($0.line) }),
            "exits": .array(Set(command.exits + [.usage]).map { Int64($0.rawValue) }.sorted().map(JSON.integer)),
        ]
    }

    private func json(of argument: ArgumentSpecification) -> JSON {
        [
            "name": .string(argument.name), "takes": .string(argument.kind.expectation),
            "isOptional": .bool(argument.arity != .one), "isRepeatable": .bool(argument.arity == .any),
            "summary": .string(argument.summary),
        ]
    }

    private func json(of option: OptionSpecification) -> JSON {
        let takes: JSON = if case .value(let kind, _) = option.form { .string(kind.expectation) } else { .null }
        return [
            "name": .string(option.name), "short": option.short.map { .string(String($0)) } ?? .null, "takes": takes,
            "isRepeatable": .bool(option.isRepeatable), "summary": .string(option.summary),
        ]
    }
}
