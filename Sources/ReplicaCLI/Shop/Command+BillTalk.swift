import ReplicaCommand
import ReplicaPanel

/// What is said of a bill, by the shop and by its customer; no money is recorded by it.
extension Command {
    /// `replica bill report`
    static let billReport = Command(.billReport) { (context) throws(CommandError) in
        guard context.invocation.has("withdraw") else {
            let bill = try await context.moveBill("report", [:])
            return try context.finish(bill, with: context.verb("Reported as paid:", "Would report as paid:"))
        }
        let bill = try await context.moveBill("report", ["withdraw": true])
        return try context.finish(bill, with: context.verb("Took the report back on", "Would take the report back on"))
    }

    /// `replica bill dispute`
    static let billDispute = Command(.billDispute) { (context) throws(CommandError) in
        let bill = try await context.moveBill("dispute", [:])
        return try context.finish(bill, with: context.verb("Disputed the payment of", "Would dispute the payment of"))
    }

    /// `replica bill write-off`
    static let billWriteOff = Command(.billWriteOff) { (context) throws(CommandError) in
        guard context.invocation.has("undo") else {
            let bill = try await context.moveBill("write-off", [:])
            return try context.finish(bill, with: context.verb("Wrote off", "Would write off"))
        }
        let bill = try await context.moveBill("write-off", ["undo": true])
        return try context.finish(
            bill, with: context.verb("Took the write-off back on", "Would take the write-off back on"))
    }

    /// `replica bill ask`
    static let billAsk = Command(.billAsk) { (context) throws(CommandError) in
        let bill = try await context.moveBill("ask", ["text": .string(context.invocation.text("TEXT") ?? "")])
        return try context.finish(bill, with: context.verb("Asked about", "Would ask about"))
    }

    /// `replica bill answer`
    static let billAnswer = Command(.billAnswer) { (context) throws(CommandError) in
        var body = context.particulars(["question"])
        body["text"] = .string(context.invocation.text("TEXT") ?? "")
        let bill = try await context.moveBill("answer", body)
        return try context.finish(
            bill, with: context.verb("Answered a question about", "Would answer a question about"))
    }
}
