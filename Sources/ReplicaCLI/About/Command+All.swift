import ReplicaCommand

extension Command {
    /// What this program can do, in the order of the help text.
    static let all: [Command] = [
        .initialize, .run, .open, .invite, .join, .status, .demo,
        .peersList, .peersShow, .peersAdd,
        .billList, .billShow, .billHistory, .billPrint, .billCreate,
        .billIssue, .billPay, .billReverse, .billCredit, .billVoid, .billReport, .billDispute,
        .billAsk, .billAnswer,
        .customerList, .customerShow, .customerAdd,
        .productList, .productShow, .productAdd, .productEdit,
        .stockList, .stockReceive, .stockAdjust, .stockMove, .stockCount, .stockLog,
        .watch, .explain, .conflictsList, .conflictsShow, .conflictsResolve,
        .auditNumbers, .auditStock, .auditSignatures, .export, .importFile, .help, .paths,
    ]
}
