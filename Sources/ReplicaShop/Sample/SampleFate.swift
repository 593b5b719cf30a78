/// What becomes of an invented bill.
enum SampleFate: CaseIterable {
    case paid
    case partlyPaid
    case open
    case reported
    case disputed
    case overpaid
    case refunded
    case writtenOff
    case partlyWrittenOff
    case void
    case voidAfterPayment

    /// Of fifty older bills.
    static let older: [SampleFate] =
        Array(repeating: .paid, count: 37) + Array(repeating: .open, count: 4) + [
            .partlyPaid, .partlyPaid, .void, .void, .voidAfterPayment, .refunded, .writtenOff, .partlyWrittenOff,
            .disputed,
        ]

    /// Of twenty-five bills of a demonstration: every state that asks for something, and no money to give back for a void one.
    static let shown: [SampleFate] =
        Array(repeating: .paid, count: 8) + Array(repeating: .open, count: 7) + [
            .partlyPaid, .partlyPaid, .reported, .reported, .disputed, .overpaid, .refunded, .writtenOff,
            .partlyWrittenOff, .void,
        ]

    /// Of twenty recent bills.
    static let recent: [SampleFate] =
        Array(repeating: .paid, count: 8) + Array(repeating: .open, count: 6) + [
            .partlyPaid, .partlyPaid, .reported, .reported, .void, .overpaid,
        ]
}
