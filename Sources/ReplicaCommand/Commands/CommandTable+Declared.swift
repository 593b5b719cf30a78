extension CommandTable {
    /// Every command that is declared. A program offers those of them that it can carry out.
    package static let declared = CommandTable(
        commands: [
            .initialize, .run, .open, .invite, .join, .status, .demo,
            .demoProducts, .demoBills, .demoMoves, .demoConflict, .demoRefused, .demoBelowZero, .demoOffline,
            .demoClear,
            .peersList, .peersShow, .peersAdd, .peersRename, .peersRetire, .peersRevoke,
            .billList, .billShow, .billHistory, .billPrint, .billCreate, .billEdit, .billDelete,
            .billIssue, .billPay, .billRefund, .billReverse, .billCredit, .billVoid, .billReport, .billDispute,
            .billWriteOff, .billAsk, .billAnswer,
            .customerList, .customerShow, .customerAdd, .customerEdit,
            .productList, .productShow, .productAdd, .productEdit,
            .stockList, .stockReceive, .stockAdjust, .stockMove, .stockReverse, .stockCount, .stockLog,
            .watch, .emit, .explain, .conflictsList, .conflictsShow, .conflictsResolve, .conflictsDecided,
            .conflictsTakeBack, .conflictsRefused, .settingsShow, .settingsEdit,
            .auditNumbers, .auditStock, .auditSignatures,
            .export, .importFile, .help, .paths,
        ], groups: CommandGroup.all)
}
