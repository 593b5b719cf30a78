import Foundation
import ReplicaStorage
import Testing

/// The process dies, the power fails, the disk errs or is full at each single point where SQLite touches the disk.
@Suite struct StorageFaultTests {
    private static let commits = 14

    /// What a run has promised before it ended.
    private struct Outcome {
        /// Commits that returned.
        var committed = 0
        /// The last that must survive a power cut.
        var durable = 0
        /// Commits that threw, which may or may not be there after a crash.
        var attempted = 0
    }

    /// Commits one after the other, every other one durably, with a checkpoint and a sync between them, and goes on after
    /// an error as long as the storage lets it.
    private func run(_ storage: StorageFile, _ plan: FaultPlan) throws -> Outcome {
        var outcome = Outcome()
        for number in 1...Self.commits {
            outcome.attempted = number
            guard
                try tryAgain({ () throws(StorageError) in
                    try storage.commit(Sample.batch(number), durable: number % 2 == 0)
                })
            else { return outcome }
            outcome.committed = number
            if number % 2 == 0 { outcome.durable = number }
            if number == 5 {
                guard try tryAgain({ () throws(StorageError) in try storage.checkpoint() }) else { return outcome }
                outcome.durable = number
            }
            if number == 9 {
                guard try tryAgain({ () throws(StorageError) in try storage.sync() }) else { return outcome }
                outcome.durable = number
            }
        }
        return outcome
    }

    /// Runs `body`, and once more if the disk was full; false if it failed in another way, after which nothing is written.
    private func tryAgain(_ body: () throws(StorageError) -> Void) throws -> Bool {
        do {
            try body()
        } catch .full {
            try body()
        } catch .failed {
            return false
        }
        return true
    }

    /// Runs the history with a fault at one operation, and checks what is there afterwards. Returns false when the
    /// history has fewer operations.
    private func check(_ fault: Fault, at point: Int, preallocating: Bool) throws -> Bool {
        let directory = TemporaryDirectory()
        var configuration = StorageConfiguration(checkpointBytes: 128 << 10, preallocatesLog: preallocating)
        try Sample.open(directory, configuration: configuration).close()
        let plan = FaultPlan(fault, at: point)
        let fileSystem = FaultyFileSystem(plan, name: directory.path)
        configuration.fileSystem = fileSystem.name
        var outcome = Outcome()
        do {
            let storage = try Sample.open(directory, configuration: configuration)
            outcome = try run(storage, plan)
            if plan.hasStruck && outcome.committed < outcome.attempted {
                // Whatever came in between: nothing more is acknowledged, and what was committed can still be read.
                #expect(throws: StorageError.self) { try storage.commit(Sample.batch(20), durable: true) }
                #expect(storage.writeFailure != nil)
                if !plan.isDown { #expect(try storage.wholeCommits() == outcome.committed) }
            }
            storage.close()
        } catch let error as StorageError {
            // Opening met the fault.
            #expect(plan.hasStruck, "\(error)")
        }
        plan.cutPower()
        let storage = try Sample.open(directory)
        let found = try storage.wholeCommits()
        let promised = fault == .powerCut || fault == .powerCutKeepingSome ? outcome.durable : outcome.committed
        #expect((promised...outcome.attempted).contains(found), "\(fault) at \(point): \(found), \(outcome)")
        #expect(try storage.check().isSound, "\(fault) at \(point)")
        try storage.commit(Sample.batch(found + 1), durable: true)
        #expect(try storage.wholeCommits() == found + 1)
        return plan.hasStruck
    }

    /// Every eleventh point, beginning elsewhere for each fault.
    @Test(arguments: Array(Fault.allCases.enumerated()))
    func `a fault at any point leaves whole commits, and everything acknowledged`(number: Int, fault: Fault) throws {
        let stride = Fault.stride(11)
        var point = number % stride
        while try check(fault, at: point, preallocating: point % 2 == 0) { point += stride }
        #expect(point > 250)
    }

    /// An opening in a new directory that dies at one operation; false when it has fewer operations.
    private func interruptCreation(_ fault: Fault, at point: Int) throws -> Bool {
        let directory = TemporaryDirectory()
        let plan = FaultPlan(fault, at: point)
        let fileSystem = FaultyFileSystem(plan, name: directory.path)
        var configuration = Sample.configuration
        configuration.fileSystem = fileSystem.name
        do {
            try Sample.open(directory, configuration: configuration).close()
        } catch {
            #expect(plan.hasStruck, "\(error)")
        }
        let storage = try Sample.open(directory)
        #expect(try storage.wholeCommits() == 0)
        try storage.commit(Sample.batch(1), durable: true)
        #expect(try storage.check().isSound)
        storage.close()
        let names = try FileManager.default.contentsOfDirectory(atPath: directory.node)
        #expect(names.sorted() == ["lock", "replica.sqlite"])
        return plan.hasStruck
    }

    @Test(arguments: [Fault.crash, .inputOutputError, .full])
    func `a creation that ends at any point is begun anew`(fault: Fault) throws {
        var point = 0
        while try interruptCreation(fault, at: point) { point += Fault.stride(4) }
        #expect(point > 20)
    }
}
