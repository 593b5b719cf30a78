import Replica
import ReplicaCommand
import ReplicaPanel
import ReplicaShop

/// A shop of three computers on this one: two admins' and a customer's.
final class DemoShop {
    /// One of the three.
    struct Member {
        let name: String
        let folder: String
        var node: ChildNode?
        var status: JSON = .null
    }

    private let context: CommandContext
    private let base: String
    private var till = Member(name: "Till", folder: folders[0])
    private var office = Member(name: "Office", folder: folders[1])
    private var laptop = Member(name: "Laptop", folder: folders[2])
    /// What the sample offers to try out.
    private var sample = DemoSample()

    private static let folders = ["till", "office", "laptop"]
    private static let interval = Duration.milliseconds(500)
    private static let greetingTime = Duration.seconds(10)

    /// A shop in the directory that the options name, or in a new one.
    init(_ context: CommandContext) throws(CommandError) {
        self.context = context
        if context.globals.dir != nil {
            base = try context.paths().directory
            guard SystemCalls.makeDirectory(base) else {
                throw .failure(
                    "demo.directory", .refused, "The directory \(quoted(base)) can't be made.",
                    hint: "Make the one above it first, or choose another `--dir PATH`.")
            }
        } else {
            guard let made = SystemCalls.makeDirectory(prefix: "/tmp/replica-demo-") else {
                throw .failure(
                    "demo.directory", .failed, "No directory can be made under /tmp.", hint: "Give `--dir PATH`.")
            }
            base = made
        }
    }

    /// Founds the shop, lets the others in, and runs all three. What exists already goes on.
    func start() async throws(CommandError) {
        let progress = context.output.progress()
        progress.show("Founding a shop …")
        try await found { progress.show("\($0)") }
        try await run(&till)
        let connection = try node(till).connection(context)
        sample = try await DemoSample(connection)
        try await join(office, ["role": "admin"], connection) { progress.show("\($0)") }
        try await join(laptop, ["role": "customer", "customer": .string(sample.customer.text("id"))], connection) {
            progress.show("\($0)")
        }
        let address = "127.0.0.1:\(till.status.number("port"))"
        try await run(&office, ["--address", address])
        try await run(&laptop, ["--address", address])
        try await waitForAll(connection)
        for member in [\DemoShop.till, \.office, \.laptop] {
            let made = try await node(self[keyPath: member]).connection(context).change(["api", "links"], json: nil)
            self[keyPath: member].status["link"] = made["url"]
        }
        progress.clear()
    }

    /// Waits for the signal to stop, or for the end of a node that nobody asked to end.
    func untilStopped() async throws(CommandError) {
        while !Task.isCancelled {
            for member in [till, office, laptop] where member.node?.isRunning != true {
                // An interrupt from the terminal reaches the children at the same time as this process.
                try? await Task.sleep(for: Self.interval)
                if Task.isCancelled { return }
                throw .failure(
                    "demo.ended", .failed, "The node \(member.name) has ended by itself.",
                    hint: "See \(directory(member)).log.")
            }
            try? await Task.sleep(for: Self.interval)
        }
    }

    /// Ends all three.
    func stop() async {
        for member in [laptop, office, till] { await member.node?.stop() }
    }

    /// Says where the data are.
    func sayGoodbye() throws(CommandError) {
        let place = ShellText.quoted(base)
        try context.output.note("")
        try context.output.note("All three have stopped. Their data are in \(base).")
        try context.output.note("Go on with them: \("\(Self.program) demo --dir \(place)", .strong)")
        try context.output.note("Remove them:     \("rm -r \(place)", .strong)")
    }

    /// Tells where the three are, and what to try.
    func present() throws(CommandError) {
        let members = [till, office, laptop]
        let json: JSON = [
            "dir": .string(base),
            "nodes": .array(
                members.map { member in
                    [
                        "name": .string(member.name), "role": .string(member.status.text("role")),
                        "dir": .string(directory(member)), "panel": .string(member.status.text("link")),
                    ]
                }),
        ]
        let records = members.map {
            [$0.name, $0.status.text("role"), directory($0), $0.status.text("link")]
        }
        let lines = DemoGuide(program: Self.program, sample: sample).lines(
            members.map { ($0.name, $0.status, directory($0)) })
        try context.output.present(
            Presentation(json: json, plain: records) { _ in lines })
        try context.output.flush()
    }

    // MARK: Steps

    private func directory(_ member: Member) -> String { "\(base)/\(member.folder)" }

    private func exists(_ member: Member) -> Bool { SystemCalls.exists(directory(member) + "/" + NodePaths.fileName) }

    private func node(_ member: Member) throws(CommandError) -> ChildNode {
        guard let node = member.node else {
            throw .failure("demo.order", .failed, "The node \(member.name) has not been started.")
        }
        return node
    }

    private func found(_ tell: @escaping @Sendable (String) -> Void) async throws(CommandError) {
        guard !exists(till) else { return }
        let (name, place) = (till.name, directory(till))
        do {
            let (shop, _) = try await ShopNode.found(
                at: place, settings: ShopSettings(name: "Corner Shop"), nodeName: name)
            _ = try await shop.loadSample(size: .moderate) { done, all in tell("Sample data: \(done) of \(all)") }
            await shop.close()
        } catch {
            throw CommandError(error, in: place)
        }
    }

    private func run(_ member: inout Member, _ words: [String] = []) async throws(CommandError) {
        let beside = Self.folders.filter { $0 != member.folder }.flatMap { ["--beside", "\(base)/\($0)"] }
        let node = try ChildNode(
            directory: directory(member),
            words: ["--no-discovery", "--listen", "127.0.0.1:0", "--allow-faults"] + beside + words)
        member.node = node
        member.status = try await node.status(context)
    }

    private func join(
        _ member: Member, _ request: JSON, _ inviter: NodeConnection, _ tell: (String) -> Void
    ) async throws(CommandError) {
        guard !exists(member) else { return }
        tell("\(member.name) joins …")
        let link = try await inviter.change(["api", "invitations"], json: request).text("link")
        let place = directory(member)
        do {
            let node = try await Node.join(link, at: place, schema: .shop, name: member.name)
            var sync = FirstSync(node: node, patience: context.globals.timeout)
            _ = try await sync.run { tell("\(member.name): \($0)") }
            await node.close()
        } catch {
            throw CommandError(error, in: place)
        }
    }

    /// Until all see each other, or that takes too long: it is no reason to fail.
    private func waitForAll(_ connection: NodeConnection) async throws(CommandError) {
        let deadline = ContinuousClock.now + Self.greetingTime
        while ContinuousClock.now < deadline, !Task.isCancelled {
            let peers = try await connection.get(["api", "peers"]).list("items")
            if peers.count == 2, peers.allSatisfy({ $0.text("state") == "here" }) { return }
            try? await Task.sleep(for: .milliseconds(20))
        }
    }

    /// This program as it was called, so that what is printed can be copied.
    private static var program: String {
        let word = CommandLine.arguments.first ?? "replica"
        return word.contains("/") ? ShellText.quoted(word) : "replica"
    }
}
