import Foundation

/// P9: what does it cost two nodes with equal documents to find out that they are equal?
///
/// Nobody writes; all datagrams of the protocol in a while, over the comparisons of that while, and all bytes of datagrams and
/// streams. So whatever else idle nodes say to each other is counted too.
struct Comparison {
    private let run: BenchmarkRun

    init(_ run: BenchmarkRun) { self.run = run }

    func measure() throws -> [Measurement] {
        let group = try NodeGroup(run)
        try group.grow(to: 2)
        var result: [Measurement] = []
        var filled = 0
        for documents in run.options.isQuick ? [10_000] : [10_000, 50_000] {
            run.progress("P9, \(documents) documents")
            try group.nodes[0].ask("fill \(filled) \(documents) 500")
            filled = documents
            try group.nodes[0].ask("mark \(group.newTag())")
            try group.nodes[0].ask("reached 1 120")
            try group.settle()
            sleep(3)
            result += try measureIdle(group, documents, seconds: UInt32(run.samples(8, quick: 4)))
        }
        run.endChildren()
        return result
    }

    private func measureIdle(_ group: NodeGroup, _ documents: Int, seconds: UInt32) throws -> [Measurement] {
        let before = try group.traffic()
        sleep(seconds)
        let after = try group.traffic()
        let comparisons = after.comparisons - before.comparisons
        guard comparisons > 0 else { throw BenchmarkError.failed("nothing was compared in \(seconds) s") }
        let bytes = (after.bytesSent - before.bytesSent) / comparisons / 2
        let datagrams = (after.protocolDatagrams - before.protocolDatagrams) / comparisons / 2
        let name = "comparing equal nodes, \(documents) documents"
        return [
            Measurement(
                id: "P9.\(documents).datagrams", name: "\(name), datagrams each way", unit: "", values: [datagrams],
                goal: .init(subject: .value, first: 1, goal: 1)),
            Measurement(
                id: "P9.\(documents).bytes", name: "\(name), bytes each way, sealed", unit: "B", values: [bytes],
                goal: .init(subject: .value, first: 1_200, goal: 64)),
            Measurement(
                id: "P9.\(documents).rate", name: "\(name), comparisons", unit: "/s",
                values: [comparisons / Double(seconds)]),
        ]
    }
}
