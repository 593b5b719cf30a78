/// Why a benchmark could not be run.
enum BenchmarkError: Error, Equatable {
    /// The command line can't be understood.
    case usage
    /// A call of the system failed.
    case system(String, errno: Int32)
    /// A process of the benchmark ended or said something unexpected.
    case child(String)
    /// SQLite failed.
    case sqlite(String)
    /// What was to be measured did not come about.
    case failed(String)
}

extension BenchmarkError: CustomStringConvertible {
    var description: String {
        switch self {
        case .usage: "unknown argument; see --help"
        case .system(let call, let errno): "\(call) failed, errno \(errno)"
        case .child(let what): "a child process: \(what)"
        case .sqlite(let what): "SQLite: \(what)"
        case .failed(let what): what
        }
    }
}
