import Replica
import ReplicaShop

/// Files in and out.
extension PanelService {
    var fileHandlers: [Binding] { [(.importFile, importFile), (.exportFile, exportFile)] }

    // MARK: Import

    private func importFile(_ call: PanelCall) async throws -> HTTPResponse {
        var options = ImportOptions()
        options.onDuplicate = call.text("on-duplicate").flatMap(ImportOptions.Duplicates.init) ?? .skip
        options.isDryRun = call.flag("dry-run")
        for pair in call.texts("map") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
                throw HTTPFailure(
                    .badRequest, code: "bad-parameter", "map must be COLUMN=FIELD.", field: "map")
            }
            options.renamed[String(parts[0])] = String(parts[1])
        }
        let (what, user, file) = (call.text("what") ?? "", call.text("user") ?? "", call.request.body)
        let wanted = options
        let stream = HTTPStream(heartbeat: .init(every: self.options.heartbeat) { ServerSentEvent.comment("working") })
        {
            stream in
            do {
                let report = try await report(what, file, wanted, user) { done, count in
                    let data: JSON = ["done": JSON(done), "of": JSON(count)]
                    // Progress that finds no room is left out: more comes.
                    _ = stream.trySend(ServerSentEvent(name: "progress", data: data.description).encoded())
                }
                await send(report, to: stream)
            } catch {
                let failure = ServerSentEvent(name: "failed", data: HTTPFailure(error).json.description)
                _ = await stream.send(failure.encoded())
            }
        }
        return .events(stream)
    }

    private func report(
        _ what: String, _ file: [UInt8], _ options: ImportOptions, _ user: String,
        progress: @escaping @Sendable (Int, Int) -> Void
    ) async throws -> ImportReport {
        switch what {
        case "products": try await shop.importProducts(file, options, as: user, progress: progress)
        case "customers": try await shop.importCustomers(file, options, as: user, progress: progress)
        default: try await shop.importBills(file, options, as: user, progress: progress)
        }
    }

    private func send(_ report: ImportReport, to stream: HTTPStream) async {
        for row in report.rows {
            let event = ServerSentEvent(name: "row", data: Self.json(row).description)
            guard await stream.send(event.encoded()) else { return }
        }
        var sums = JSONObject()
        for word in ["created", "updated", "unchanged", "skipped", "failed"] { sums[word] = JSON(report.count(word)) }
        let end: JSON = [
            "dryRun": .bool(report.isDryRun), "rows": JSON(report.rows.count), "sums": .object(sums),
            "unknownColumns": .array(report.unknownColumns.map { .string($0) }),
        ]
        _ = await stream.send(ServerSentEvent(name: "end", data: end.description).encoded())
    }

    private static func json(_ row: ImportReport.Row) -> JSON {
        var json: JSON = ["row": JSON(row.row), "key": JSON(row.key), "outcome": .string(row.outcome.word)]
        switch row.outcome {
        case .created(let id), .updated(let id), .unchanged(let id), .skipped(let id): json["id"] = .string(id)
        case .failed(let problem):
            json["column"] = JSON(problem.column)
            json["error"] = HTTPFailure(problem.error).json["error"]
        }
        return json
    }

    // MARK: Export

    private func exportFile(_ call: PanelCall) async throws -> HTTPResponse {
        guard let subject = ExportSubject(rawValue: call.text("what") ?? ""),
            let format = ExportFormat(rawValue: call.text("format") ?? "")
        else { throw HTTPFailure(.badRequest, code: "bad-parameter", "what or format is not known.") }
        guard subject != .all || format != .csv else {
            throw HTTPFailure(
                .unprocessable, code: "export.table", "All documents do not fit one table.", exit: 2,
                hint: "Export them as jsonl or json, or one kind of them as csv.", field: "format")
        }
        let dialect: CSVWriter.Dialect = call.flag("excel") ? .excel : .plain
        let named = call.texts("bill")
        guard named.isEmpty || (subject == .bills && format == .csv) else {
            throw HTTPFailure(
                .unprocessable, code: "export.table", "Only bills as csv can be chosen one by one.", exit: 2,
                hint: "Use what=bills&format=csv, or leave `bill` out.", field: "bill")
        }
        // What is not there is told while it still can be.
        for bill in named { _ = try await shop.bill(bill) }
        let type =
            switch format {
            case .csv: "text/csv; charset=utf-8"
            case .jsonl: "application/jsonl"
            case .json: "application/json"
            }
        let stream = HTTPStream { stream in
            do {
                let send: ([UInt8]) async throws -> Void = { bytes in
                    guard await stream.send(bytes) else { throw CancellationError() }
                }
                _ =
                    named.isEmpty
                    ? try await shop.export(subject, as: format, dialect: dialect, to: send)
                    : try await shop.export(bills: named, dialect: dialect, to: send)
            } catch {
                // The head is sent: a body that ends without its end is the only way to say that it is not whole.
                stream.cut()
            }
        }
        let headers: HTTPHeaders = [
            "Content-Type": type, "Cache-Control": "no-store",
            "Content-Disposition": "attachment; filename=\"\(subject.rawValue).\(format.rawValue)\"",
        ]
        return HTTPResponse(status: .ok, headers: headers, body: .stream(stream))
    }
}
