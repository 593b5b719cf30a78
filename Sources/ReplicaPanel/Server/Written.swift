import Replica

/// What became of a write.
struct Written<Value: Sendable>: Sendable {
    let receipt: Receipt<Value>
    let isDryRun: Bool
    /// How many peers were to have it; `nil` if nobody asked.
    let asked: Int64?
    /// How many had it when the waiting was over; `nil` if there was nothing to wait for.
    let reached: Int?

    /// What the action returned.
    var value: Value { receipt.value }

    /// 201 for something new, 200 for a repetition or a dry run.
    var status: HTTPStatus { receipt.isRepetition || isDryRun ? .ok : .created }

    /// The member `write` of an answer. Of a repetition, and of an action that changed nothing, `reach` tells how far it is.
    func json(reach: Reach?) -> JSON {
        var json: JSON = [
            "operation": .string(receipt.operation.description), "repetition": .bool(receipt.isRepetition),
            "dryRun": .bool(isDryRun),
        ]
        if let asked, let reached = reached ?? reach?.reached {
            json["waited"] = [
                "asked": .integer(asked), "reached": JSON(reached), "attained": .bool(reached >= asked),
            ]
        }
        return json
    }
}
