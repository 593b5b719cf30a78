import ReplicaCommand
import ReplicaPanel

extension Command {
    /// `replica paths`
    static let paths = Command(.paths) { (context) throws(CommandError) in
        let paths = try context.paths()
        try context.output.present(
            Presentation(
                json: [
                    "data": .string(paths.directory), "socket": .string(paths.socket),
                    "origin": .string(paths.origin.rawValue),
                ],
                plain: [["data", paths.directory], ["socket", paths.socket], ["origin", paths.origin.rawValue]]
            ) { width in
                var table = TextTable([.init("WHAT"), .init("PATH")])
                table.add(["data", StyledText(paths.directory)])
                table.add(["socket", StyledText(paths.socket)])
                return table.lines(width: width) + [
                    StyledText("The data directory is set by \(paths.origin.explanation).", .faint)
                ]
            })
        return .done
    }
}

extension NodePaths.Origin {
    fileprivate var explanation: String {
        switch self {
        case .option: "--dir"
        case .environment: "the variable REPLICA_DIR"
        case .standard: "default"
        }
    }
}
