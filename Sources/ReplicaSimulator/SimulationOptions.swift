/// What happens in a simulation.
package struct SimulationOptions: Sendable {
    /// How many actions, of users and of fate, before the faults stop.
    package var steps = 200
    /// Admins and devices that take part in the end.
    package var admins = 2...4
    package var devices = 1...3
    /// Which faults there are.
    package var faults: Set<Fault> = Set(Fault.allCases)
    /// A bug that is put in around the core; the checks must find it.
    package var planted: PlantedBug?
    /// Within how many simulated seconds all must agree when the faults have stopped.
    package var healingSeconds: UInt64 = 90
    /// Views of whole spaces are compared at every so many changes of a node; positions and hashes at each.
    package var viewEvery = 8

    /// The defaults.
    package init() {}

    /// What may go wrong.
    package enum Fault: Int, CaseIterable, Sendable {
        /// Datagrams are lost, doubled, delayed.
        case weather
        /// Groups that do not reach each other.
        case partition
        /// One hears the other, and is not heard.
        case oneWay
        /// The process dies between any two things it does.
        case crash
        /// The machine loses power: what was not synced is gone.
        case powerCut
        /// A backup is restored, and goes on as a new incarnation.
        case restore
        /// Clocks are wrong, by up to ten years.
        case clock
        /// Members sign deltas that break rules.
        case odd
        /// The log can't be read for a moment.
        case unreadable
    }

    /// Bugs that are put in around the core.
    package enum PlantedBug: Int, CaseIterable, Sendable {
        /// A disk that says it has synced and has not.
        case forgetfulDisk
        /// A disk that loses a document's new state now and then.
        case losesDocuments
        /// A disk that loses a chain's new head now and then.
        case losesChains
        /// A driver that tells the protocol of a sync that has not happened.
        case acknowledgesEarly
        /// A driver that lets a commit out before it is on disk.
        case sendsEarly
        /// A network that shows an admin's frames to a customer's device as well.
        case leaks
        /// A network that loses every frame between two players once the faults have stopped.
        case deafPair
        /// A device that breaks a rule and is taken for honest.
        case undetectedLiar
        /// A node that adds to stock without writing it in the ledger.
        case unledgered
        /// A data directory that runs twice.
        case clone
        /// A driver that restarts without what waited.
        case offersTwice
        /// A network that flips bits that no checksum sees.
        case corrupts
    }
}
