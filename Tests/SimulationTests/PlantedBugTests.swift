import ReplicaSimulator
import Testing

/// The checks must be able to fail: every bug that is put in around the core is found, and for the right reason.
@Suite struct PlantedBugTests {
    /// Which invariants a bug may break first.
    private func reasons(_ bug: SimulationOptions.PlantedBug) -> [String] {
        switch bug {
        case .forgetfulDisk:
            ["durability", "identity", "reach", "causality", "monotony", "authority", "alarm: two different"]
        case .losesDocuments: ["durability: a restart shows", "convergence", "exactness", "feed"]
        case .losesChains:
            [
                "durability", "monotony", "causality", "identity", "legality", "alarm", "document", "customer/", "shop",
                "staff",
            ]
        case .acknowledgesEarly: ["reach"]
        case .sendsEarly: ["authority: a delta that no member made", "identity"]
        case .leaks: ["privacy"]
        case .deafPair: ["convergence"]
        case .undetectedLiar: ["legality: an honest delta is void"]
        case .unledgered: ["exactness"]
        case .clone:
            [
                "identity", "alarm: two different", "alarm: another process", "alarm: two processes",
                "alarm: others have changes of this computer",
            ]
        case .offersTwice: ["once", "legality: an honest transaction fails: void(record is written once"]
        case .corrupts: ["an honest peer's message was malformed", "authority: an honest delta is refused"]
        }
    }

    @Test(arguments: SimulationOptions.PlantedBug.allCases)
    func `a planted bug is found, for its own reason`(bug: SimulationOptions.PlantedBug) async {
        var options = SimulationOptions()
        options.planted = bug
        options.steps = 250
        options.admins = 3...4
        options.devices = 2...3
        options.healingSeconds = bug == .deafPair ? 20 : 90
        for seed in UInt64(1)...40 {
            let report = await simulated(seed, options)
            guard let found = report.broken.first else { continue }
            #expect(reasons(bug).contains { found.hasPrefix($0) }, "seed \(seed): \(found)")
            return
        }
        Issue.record("\(bug) is not found in 40 seeds")
    }
}
