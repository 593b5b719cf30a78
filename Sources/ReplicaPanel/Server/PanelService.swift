import Replica
import ReplicaShop

/// The handlers behind the table of operations. Those of one area lie in one extension each.
struct PanelService: Sendable {
    let shop: ShopNode
    let options: PanelOptions
    let feeds: FeedRegistry
    /// The gate of TCP, if it is served there.
    let web: PanelGate?
    /// Who may come in there.
    let access: PanelAccess
    /// What the user has looked at.
    let seen: SeenMarks
    /// What the user was told.
    let messages: MessageLog
    /// What disturbs the network, for demonstrations.
    let faults: NetworkFaults
    /// When rows of the ledger of stock came here.
    let arrivals: MovementArrivals
    /// The goods that are being counted.
    let stockTake: StockTakeDesk
    /// Counts what is asked over HTTP.
    let meter: HTTPMeter
    /// Whether the node's loop answers.
    let probe: HealthProbe
    let shape = JSONShape(schemas: PanelSchemas.all)

    /// The node below the shop.
    var node: Node { shop.node }

    /// What does the work of an operation.
    typealias Handler = @Sendable (PanelCall) async throws -> HTTPResponse

    /// Every operation of the table with its handler.
    var routes: [Route] {
        let handlers =
            panelHandlers + messageHandlers + statisticsHandlers + nodeHandlers + documentHandlers + billHandlers
            + stockHandlers + stockTakeHandlers + insightHandlers + fileHandlers + demoHandlers + eventHandlers
            + meterHandlers
        let routes = handlers.map { route($0.operation, $0.handler) }
        let missing = PanelOperation.all.filter { operation in
            !handlers.contains { $0.operation.description.id == operation.description.id }
        }
        precondition(
            missing.isEmpty && handlers.count == PanelOperation.all.count, "\(missing.map(\.pattern)) has no handler")
        return routes
    }

    private func route(_ operation: PanelOperation, _ handler: @escaping Handler) -> Route {
        operation.route { [self] (request) throws(HTTPFailure) in
            do {
                if case .admins(let task) = operation.audience, !node.isAdmin {
                    throw ShopError.trade(.adminsOnly(task))
                }
                return try await handler(try PanelCall(request, operation, shape))
            } catch {
                throw HTTPFailure(error)
            }
        }
    }

    // MARK: Writing

    /// One transaction as the caller asked for it: with its operation id, rehearsed or done.
    /// - Parameter act: does it; gets the shop to act on, the user's name and the operation.
    func write<T: Sendable>(
        _ call: PanelCall, _ act: @Sendable (ShopNode, String, OperationKey?) async throws -> Receipt<T>
    ) async throws -> Written<T> {
        let operation = try call.text("Idempotency-Key").map { text throws(HTTPFailure) in
            guard let key = OperationKey(text) else {
                throw HTTPFailure(
                    .badRequest, code: "bad-operation-id", "The Idempotency-Key is no operation id.",
                    hint: "POST /api/operations makes one.", field: "Idempotency-Key")
            }
            return key
        }
        let isDryRun = call.flag("dry-run")
        let receipt = try await act(isDryRun ? shop.rehearsal : shop, call.text("user") ?? "", operation)
        let asked = call.integer("wait-peers").flatMap { $0 > 0 && !isDryRun ? $0 : nil }
        guard let asked, receipt.feedSeq > 0 else {
            return Written(receipt: receipt, isDryRun: isDryRun, asked: asked, reached: nil)
        }
        let limit = Duration.milliseconds(call.integer("timeout") ?? Self.defaultTimeoutMilliseconds)
        let reached = try await receipt.reach(Int(asked), within: limit)
        return Written(receipt: receipt, isDryRun: isDryRun, asked: asked, reached: reached)
    }

    private static let defaultTimeoutMilliseconds: Int64 = 10_000
}
