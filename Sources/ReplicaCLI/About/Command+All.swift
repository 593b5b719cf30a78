import ReplicaCommand

extension Command {
    /// What this program can do, in the order of the help text.
    static let all: [Command] = [
        .initialize, .run, .open, .invite, .join, .status, .demo,
        .demoProducts, .demoBills, .demoMoves, .demoConflict, .demoRefused, .demoBelowZero, .demoOffline, .demoClear,
        .peersList, .peersShow, .peersAdd,
        .billList, .billShow, .billHistory, .billPrint, .billCreate, .billEdit, .billDelete,
        .billIssue, .billPay, .billRefund, .billReverse, .billCredit, .billVoid, .billReport, .billDispute,
        .billWriteOff, .billAsk, .billAnswer,
        .customerList, .customerShow, .customerAdd, .customerEdit,
        .productList, .productShow, .productAdd, .productEdit,
        .stockList, .stockReceive, .stockAdjust, .stockMove, .stockReverse, .stockCount, .stockLog,
        .watch, .emit, .explain, .conflictsList, .conflictsShow, .conflictsResolve, .conflictsDecided,
        .conflictsTakeBack, .conflictsRefused, .settingsShow, .settingsEdit,
        .auditNumbers, .auditStock, .auditSignatures, .export, .importFile, .help, .paths,
    ]
}
