import ReplicaCommand
import ReplicaPanel

extension Command {
    /// `replica emit NAME [JSON]`
    static let emit = Command(.emit) { (context) throws(CommandError) in
        let name = context.invocation.text("NAME") ?? ""
        var body: JSON = ["payload": try await context.payload()]
        if let to = context.invocation.text("to") { body["to"] = .string(to) }
        if context.invocation.has("durable") { body["durable"] = true }
        let answer = try await context.change(["api", "events", name], json: body)
        let isDurable = answer.flag("durable")
        let whom = answer.text("to") == "shop" ? "all admins" : "the customer and all admins"
        let fate = isDurable ? "stored, and told to \(whom)" : "told to \(whom) that are connected"
        return try context.finish(
            answer, ["id", "name", "durable", "to", "madeAt"], StyledText("The event \(name) is \(fate)"))
    }
}

extension CommandContext {
    /// The payload that the command line gives.
    fileprivate func payload() async throws(CommandError) -> JSON {
        guard var text = invocation.text("JSON") else { return .null }
        if text == "-" {
            text = String(decoding: try await InputFile.read(text), as: UTF8.self)
        }
        do throws(JSONDecodingError) { return try JSON.decode(text) } catch {
            throw .usage(
                "argument.json", "The payload is no JSON: \(error).",
                hint: "Write a text in quotes inside the shell's, as '\"hello\"', or an object, as '{\"level\": 4}'.")
        }
    }
}
