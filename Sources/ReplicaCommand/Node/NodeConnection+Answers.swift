package import ReplicaPanel

/// What the node's answers mean to the command line.
extension NodeConnection {
    /// The value of a successful answer; an answer without a body is `null`.
    package static func json(of response: HTTPClientResponse) throws(CommandError) -> JSON {
        guard (200..<300).contains(response.status) else { throw refusal(response) }
        if response.body.isEmpty { return .null }
        do throws(JSONDecodingError) {
            return try response.json()
        } catch {
            throw .failure(
                "node.answer", .failed, "The node's answer cannot be read: \(error).",
                hint: versionHint)
        }
    }

    /// What a refusal by the node means: its own words, and the exit status it names, or the one that follows from its code, or from
    /// the status of the answer.
    package static func refusal(_ response: HTTPClientResponse) -> CommandError {
        guard let answer = try? response.json(), let refusal = refusal(in: answer, status: response.status) else {
            return .failure(
                "node.answer", .failed, "The node answered with the status \(response.status) and no reason.",
                hint: "See its log.")
        }
        return refusal
    }

    /// The refusal that an error object tells, `nil` if it is none; `status` is that of the answer which it came in.
    package static func refusal(in answer: JSON, status answerStatus: Int = 500) -> CommandError? {
        guard let error = answer["error"], let code = error["code"]?.stringValue,
            let message = error["message"]?.stringValue
        else { return nil }
        let named = error["exit"]?.integerValue.flatMap { Int32(exactly: $0) }.flatMap(ExitStatus.init)
        let exit = named ?? status(ofCode: code) ?? status(ofAnswer: answerStatus)
        return .failure(
            CommandError.Failure(
                code: code, exit: exit == .done ? .failed : exit, message: message,
                hint: error["hint"]?.stringValue ?? "", field: error["field"]?.stringValue))
    }

    static let versionHint = "The node may be of another version: compare `replica --version` with `replica status`."

    private static func status(ofCode code: String) -> ExitStatus? {
        switch code.prefix(while: { $0 != "." }) {
        case "usage": .usage
        case "damaged": .damaged
        default: nil
        }
    }

    private static func status(ofAnswer status: Int) -> ExitStatus {
        switch status {
        case 400, 405, 411, 413, 414, 415, 431: .usage
        case 401, 403: .notPermitted
        case 404, 410: .notFound
        case 409, 412, 422: .refused
        case 502, 503, 504: .unreachable
        default: .failed
        }
    }
}
