extension PaymentState {
    /// The declared machine.
    ///
    /// Ranks rise from what somebody says (reported, disputed) over what is recorded or decided (partly paid, written
    /// off, paid) to what ends it (refunded): of moves made while apart, recorded money beats a claim, and late money
    /// beats a write-off. A write-off ranks above partly paid, since the rest of a part payment may be written off.
    public static let machine = ShopMachine<PaymentState>(
        field: "payment", initial: .open,
        ranks: [
            .open: 0, .reported: 1, .disputed: 2, .partlyPaid: 3, .writtenOff: 4, .paid: 5, .refunded: 6,
        ],
        moves: claims + receipts + writeOffs + refunds)

    /// What is said without money, by both sides.
    private static let claims: [ShopMachine<PaymentState>.Move] = [
        .init(from: .open, to: .reported, roles: [.admin, .customer]),
        .init(from: .reported, to: .open, roles: [.admin, .customer]),
        .init(from: .reported, to: .disputed, roles: [.admin]),
        .init(from: .disputed, to: .reported, roles: [.admin, .customer]),
    ]

    /// Money comes in, or its record is reversed.
    private static let receipts: [ShopMachine<PaymentState>.Move] =
        [.open, .reported, .disputed].flatMap { (from: PaymentState) in
            [
                .init(from: from, to: .partlyPaid, roles: [.admin]), .init(from: from, to: .paid, roles: [.admin]),
            ]
        } + [
            .init(from: .partlyPaid, to: .paid, roles: [.admin]),
            .init(from: .paid, to: .partlyPaid, roles: [.admin]),
            .init(from: .partlyPaid, to: .open, roles: [.admin]),
            .init(from: .paid, to: .open, roles: [.admin]),
        ]

    /// The shop gives up, and may take that back; money may come all the same.
    private static let writeOffs: [ShopMachine<PaymentState>.Move] =
        [.open, .reported, .disputed, .partlyPaid].map { .init(from: $0, to: .writtenOff, roles: [.admin]) } + [
            .init(from: .writtenOff, to: .open, roles: [.admin]),
            .init(from: .writtenOff, to: .partlyPaid, roles: [.admin]),
            .init(from: .writtenOff, to: .paid, roles: [.admin]),
        ]

    /// Money is given back, or the record of that is reversed, or it is paid once more.
    private static let refunds: [ShopMachine<PaymentState>.Move] = [
        .init(from: .partlyPaid, to: .refunded, roles: [.admin]),
        .init(from: .paid, to: .refunded, roles: [.admin]),
        .init(from: .refunded, to: .open, roles: [.admin]),
        .init(from: .refunded, to: .partlyPaid, roles: [.admin]),
        .init(from: .refunded, to: .paid, roles: [.admin]),
    ]

    /// The move that has to be made in the same transaction as an entry of the ledger, if any.
    ///
    /// - Parameters:
    ///   - entry: what is being recorded.
    ///   - received: the sum of the ledger with the new entry, in smallest units.
    ///   - owed: the bill's total less its credits, in smallest units.
    /// - Returns: the state to move to, or nil if the machine stays where it is: the money then shows by itself. A part
    ///   of a bill that was written off leaves it written off.
    public func next(after entry: LedgerEntryKind, received: Int128, owed: Int128) -> PaymentState? {
        let target: PaymentState =
            switch LedgerLevel(received: received, owed: owed) {
            case .full, .over: .paid
            case .part: self == .writtenOff && entry == .payment ? .writtenOff : .partlyPaid
            case .settled, .none, .below: entry == .refund ? .refunded : .open
            }
        return Self.machine.has(from: self, to: target) ? target : nil
    }
}
