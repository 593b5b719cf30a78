/// The questions, by their ids in the goals.
enum Question: String, CaseIterable {
    case convergence = "P1"
    case spreading = "P3"
    case engine = "P6"
    case durability = "P7"
    case comparison = "P9"
    case catchUp = "P10"
    case footprint = "P11"
    case signal = "P14"
    case panel = "P15"
    case growth = "GROWTH"

    /// Measures, with the reference beside it.
    func ask(_ run: BenchmarkRun) async throws -> [Measurement] {
        switch self {
        case .convergence: try Convergence(run).measure()
        case .spreading: try Spreading(run).measure()
        case .engine: try EngineSpeed(run).measure()
        case .durability: try Durability(run).measure()
        case .comparison: try Comparison(run).measure()
        case .catchUp: try CatchUp(run).measure()
        case .footprint: try Footprint(run).measure()
        case .signal: try await Signal(run).measure()
        case .panel: try await PanelSpeed(run).measure()
        case .growth: try await Growth(run).measure()
        }
    }
}
