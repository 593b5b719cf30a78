import ReplicaCommand
import ReplicaPanel

extension Command {
    /// `replica open`
    static let open = Command(.open) { (context) throws(CommandError) in
        let made = try await context.node().change(["api", "links"], json: nil)
        let link = made.text("url")
        let directory = try context.paths().directory
        let isOpen = !context.invocation.has("print") && Browser.open(link, in: directory)
        try context.output.present(
            Presentation(json: ["url": .string(link)], plain: [[link]]) { _ in
                [isOpen ? "The panel opens in the browser." : StyledText(link)]
            })
        if !isOpen { try context.output.note("It lets one browser of this computer in, once.") }
        return .done
    }
}
