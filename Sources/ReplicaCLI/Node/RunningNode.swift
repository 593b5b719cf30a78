import Replica
import ReplicaCommand
import ReplicaPanel
import ReplicaShop

/// A node at work: opened, served to its user, in touch with the others.
struct RunningNode: Sendable {
    private let shop: ShopNode
    private let server: PanelServer
    private let log: RunLog
    private let directory: String
    private let stopsWithInput: Bool

    /// How often it is looked at who is here, and whether anything is wrong.
    private static let interval = Duration.seconds(1)

    /// Opens the node and begins to serve and to replicate.
    static func start(_ plan: RunPlan, _ log: RunLog) async throws(CommandError) -> RunningNode {
        let shop: ShopNode
        do { shop = try await ShopNode.open(at: plan.directory) } catch {
            throw CommandError(error, in: plan.directory)
        }
        do {
            let server = try serve(shop, plan)
            let port: UInt16
            do { port = try await shop.node.start(plan.network) } catch {
                server.stop()
                throw Self.isTaken(plan, error)
            }
            let running = RunningNode(
                shop: shop, server: server, log: log, directory: plan.directory, stopsWithInput: plan.stopsWithInput)
            log.panel(running.address)
            log.tell(
                .info, "node.started",
                [
                    ("node", RunLog.short(shop.node.id)), ("name", .string(shop.node.name)),
                    ("dir", .string(plan.directory)), ("port", .integer(Int64(port))),
                    ("discovery", .bool(plan.network.discovers)),
                ])
            return running
        } catch {
            await shop.close()
            throw CommandError(error, in: plan.directory)
        }
    }

    /// A link to the panel that lets one browser in.
    var address: String { server.newLink() ?? "" }

    /// Waits until the process is asked to stop, or the node fails.
    func untilStopped() async -> Result<Void, CommandError> {
        await withTaskGroup(of: Result<Void, CommandError>?.self) { group in
            group.addTask { await watch() }
            if stopsWithInput {
                group.addTask {
                    await StandardInput.end()
                    return .success(())
                }
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first ?? .success(())
        }
    }

    /// Stops serving, tells the others, closes the node.
    func stop() async {
        log.tell(.info, "node.stopping")
        await Blocking.run { server.stop() }
        await shop.close()
        log.tell(.info, "node.stopped")
    }

    private static func serve(_ shop: ShopNode, _ plan: RunPlan) throws(CommandError) -> PanelServer {
        var options = PanelOptions()
        options.socketPath = plan.socket
        options.webPort = plan.panelPort
        options.version = ProgramVersion.current
        options.allowsDisturbing = plan.allowsDisturbing
        options.neighbours = plan.neighbours
        do throws(PanelServerError) {
            return try PanelServer(shop, options: options)
        } catch {
            throw .failure(
                "panel.failed", .failed, CommandError.sentence("The panel can't be served: \(error)"),
                hint: plan.panelPort == 0
                    ? "A data directory with another path may help: `--dir PATH`."
                    : "Leave `--web` out, and the system chooses a free port.")
        }
    }

    private static func isTaken(_ plan: RunPlan, _ error: any Error) -> CommandError {
        guard plan.network.port != 0, case ReplicaError.unreachable(let what) = error else {
            return CommandError(error, in: plan.directory)
        }
        return .failure(
            "network.failed", .failed, what, hint: "Leave `--listen` out, and the system chooses a free port.")
    }

    /// Tells who comes and goes, and what is wrong, until it is cancelled.
    private func watch() async -> Result<Void, CommandError>? {
        var seen = PeerLog(log)
        while !Task.isCancelled {
            do { seen.note(try await shop.node.status()) } catch {
                return .failure(CommandError(error, in: directory))
            }
            try? await Task.sleep(for: Self.interval)
        }
        return .success(())
    }
}
