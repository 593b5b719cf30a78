import ReplicaCommand
import ReplicaPanel

/// The state of a bill as one word.
enum PaymentWord {
    /// What is shown of a bill: `draft` before it is issued, then its payment, with what is computed beside it.
    static func text(_ bill: JSON) -> StyledText {
        let overdue = bill["overdueDays"]?.integerValue.map { ", \($0) d overdue" } ?? ""
        switch bill["payment"]?.stringValue {
        case nil: return StyledText(bill.text("state"), .faint)
        case "paid"?: return StyledText("paid", .good)
        case "partly-paid"?: return StyledText("partly paid" + overdue, .warning)
        case "void-to-give-back"?: return StyledText("void, to give back", .bad)
        case "written-off"?: return StyledText("written off", .faint)
        case "void"?: return StyledText("void", .faint)
        case "disputed"?: return StyledText("disputed" + overdue, .bad)
        case let word?: return StyledText(word + overdue, overdue.isEmpty ? .plain : .bad)
        }
    }
}
