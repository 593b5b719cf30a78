import ReplicaCommand
import ReplicaPanel

extension Command {
    /// The members as the interface and as the command line name them.
    private static let members = [
        ("name", "name"), ("currency", "currency"), ("taxRule", "tax-rule"), ("taxRate", "tax-rate"),
        ("address", "address"), ("taxNumber", "tax-number"), ("contact", "contact"), ("bank", "bank"),
    ]

    /// A tax rule as the command line has it: `added-line-1` is `added-per-line`. Other texts stay.
    private static func ruleWords(_ text: String) -> String {
        let words = text.split(separator: "-")
        guard words.count == 3, ["included", "added"].contains(words[0]), words[2] == "1" else { return text }
        return "\(words[0])-per-\(words[1])"
    }

    /// `replica settings show`
    static let settingsShow = Command(.settingsShow) { (context) throws(CommandError) in
        let settings = try await context.node().get(["api", "settings"])
        let there = members.filter { settings[$0.0] != nil }
        try context.output.present(
            Presentation(
                json: settings.only(members.map(\.0)), plain: there.map { [$0.1, settings.text($0.0)] }
            ) { _ in
                there.map { key, name in
                    let text = ruleWords(settings.text(key)).split(separator: "\n").joined(separator: ", ")
                    return "\(name + String(repeating: " ", count: max(1, 12 - name.count)), .faint)\(text)"
                }
            })
        if settings["address"] == nil, try await context.node().get(["api", "status"]).text("role") == "admin" {
            try context.output.note(
                "Put the shop's address on bills with `\(try context.commandLine("settings edit --address TEXT"))`.")
        }
        return .done
    }

    /// `replica settings edit`
    static let settingsEdit = Command(.settingsEdit) { (context) throws(CommandError) in
        var given = context.particulars(members.map(\.1))
        try context.clearFields(of: &given)
        var body: JSON = [:]
        for (key, name) in members {
            guard let value = given[name] else { continue }
            body[key] = value.stringValue.map { .string($0.split(separator: #"\n"#).joined(separator: "\n")) } ?? value
        }
        // `added-per-line` is `added-line-1` in the interface, which names a rule's version.
        if let words = body["taxRule"]?.stringValue?.split(separator: "-"), words.count == 3 {
            body["taxRule"] = .string("\(words[0])-\(words[2])-1")
        }
        let answer = try await context.change(["api", "settings"], method: "PATCH", json: body)
        let changed = members.filter { body[$0.0] != nil }.map { key, name -> String in
            let text = ruleWords(answer.text(key)).split(separator: "\n").joined(separator: ", ")
            return "\(name) \(text.isEmpty ? "none" : text)"
        }
        return try context.finish(
            answer, members.map(\.0).filter { answer[$0] != nil },
            "\(context.verb("Changed", "Would change")) the shop: \(changed.joined(separator: "; "))")
    }
}
