/// Puts an answer together.
struct HTTPAnswerCollector {
    private let maximumBytes: Int
    private var status = 0
    private var headers = HTTPHeaders()
    private var body: [UInt8] = []

    init(maximumBytes: Int) { self.maximumBytes = maximumBytes }

    var response: HTTPClientResponse { HTTPClientResponse(status: status, headers: headers, body: body) }

    /// Whether the head is there and says that events follow.
    var isEventStream: Bool {
        status == 200 && headers["Content-Type"]?.hasPrefix("text/event-stream") == true
    }

    mutating func take(_ output: HTTPResponseParser.Output) throws(HTTPClientError) {
        switch output {
        case .head(let status, let headers): (self.status, self.headers) = (status, headers)
        case .body(let bytes):
            guard body.count + bytes.count <= maximumBytes else { throw .answerTooLarge(maximumBytes: maximumBytes) }
            body += bytes
        case .end: break
        }
    }
}
