import Replica

/// What became of a write.
struct Written<Value: Sendable>: Sendable {
    /// What became of `wait-peers`.
    struct Waited: Sendable {
        let asked: Int64
        let reached: Int
    }

    let receipt: Receipt<Value>
    let isDryRun: Bool
    let waited: Waited?

    /// What the action returned.
    var value: Value { receipt.value }

    /// 201 for something new, 200 for a repetition or a dry run.
    var status: HTTPStatus { receipt.isRepetition || isDryRun ? .ok : .created }

    /// The member `write` of an answer.
    var json: JSON {
        var json: JSON = [
            "operation": .string(receipt.operation.description), "repetition": .bool(receipt.isRepetition),
            "dryRun": .bool(isDryRun),
        ]
        if let waited {
            json["waited"] = [
                "asked": .integer(waited.asked), "reached": JSON(waited.reached),
                "attained": .bool(waited.reached >= waited.asked),
            ]
        }
        return json
    }
}
