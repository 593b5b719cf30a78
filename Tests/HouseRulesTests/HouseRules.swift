import Foundation
import Testing

/// The rules of the house that a machine can check.
@Suite struct HouseRules {
    static let pureTargets = ["ReplicaCRDT", "ReplicaDocuments", "ReplicaGossip", "ReplicaSimulator"]

    @Test(arguments: pureTargets)
    func `a pure target imports only pure targets`(target: String) throws {
        let allowed = Set(Self.pureTargets + ["Swift"])
        let files = try Repository.files(below: "Sources/\(target)", ending: ".swift")
        #expect(!files.isEmpty)
        for file in files {
            for line in try Repository.lines(file) where line.contains("import ") && !line.hasPrefix("//") {
                let words = line.split(separator: " ")
                guard let at = words.firstIndex(of: "import"), words.count > at + 1, !line.hasPrefix("    ") else {
                    continue
                }
                #expect(allowed.contains(String(words[at + 1])), "\(file): \(line)")
            }
        }
    }

    @Test(arguments: pureTargets)
    func `a pure target prints nothing and reads no clock`(target: String) throws {
        for file in try Repository.files(below: "Sources/\(target)", ending: ".swift") {
            for line in try Repository.lines(file) where !line.trimmingPrefix(while: { $0 == " " }).hasPrefix("//") {
                for word in ["print(", "ContinuousClock", "SystemRandomNumberGenerator", ".random(in", "Date("] {
                    #expect(!line.contains(word), "\(file): \(line)")
                }
            }
        }
    }

    @Test func `no package depends on a package`() throws {
        for file in try Repository.files(below: ".", ending: "Package.swift") {
            #expect(try !Repository.text(file).contains(".package("), "\(file)")
        }
    }

    @Test func `the top level holds what the owner wants and nothing else`() throws {
        let wanted: Set = ["Package.swift", "Sources", "Tests", "README.md", "Benchmarks", "LICENSE"]
        let ignored: Set = ["Package.resolved"]
        for name in try FileManager.default.contentsOfDirectory(atPath: Repository.root.path) where !name.hasPrefix(".")
        {
            #expect(wanted.contains(name) || ignored.contains(name), "\(name)")
        }
    }

    @Test func `no source file has leftovers or grows beyond 500 lines`() throws {
        let leftovers = ["TO" + "DO", "FIX" + "ME"]
        for folder in ["Sources", "Tests", "Benchmarks"] {
            for file in try Repository.files(below: folder, ending: ".swift") {
                let lines = try Repository.lines(file)
                #expect(lines.count <= 500, "\(file) has \(lines.count) lines")
                for line in lines {
                    for word in leftovers { #expect(!line.contains(word), "\(file): \(line)") }
                }
            }
        }
    }

    @Test func `the formatter finds nothing`() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "swift", "format", "lint", "--strict", "-r", "Package.swift", "Sources", "Tests", "Benchmarks",
        ]
        process.currentDirectoryURL = Repository.root
        let pipe = Pipe()
        process.standardError = pipe
        try process.run()
        let found = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(String(decoding: found, as: UTF8.self))")
    }

    @Test func `every public and package declaration of the pure targets says what it is`() throws {
        for target in ["ReplicaCRDT", "ReplicaDocuments", "ReplicaGossip"] {
            for file in try Repository.files(below: "Sources/\(target)", ending: ".swift") {
                let lines = try Repository.lines(file)
                for (index, line) in lines.enumerated() where Self.declares(line) {
                    var above = index - 1
                    while above >= 0, lines[above].trimmingPrefix(while: { $0 == " " }).hasPrefix("@") { above -= 1 }
                    let before = above >= 0 ? lines[above].trimmingPrefix(while: { $0 == " " }) : ""
                    #expect(
                        before.hasPrefix("///") || Self.needsNoWords(line) || Self.declares(String(before)),
                        "\(file): \(line)")
                }
            }
        }
    }

    /// Whether a line begins a declaration that others see.
    private static func declares(_ line: String) -> Bool {
        let words = line.trimmingPrefix(while: { $0 == " " })
        guard words.hasPrefix("public ") || words.hasPrefix("package ") else { return false }
        return !words.contains(" import ") && !words.hasPrefix("package import") && !words.hasPrefix("public import")
    }

    /// Requirements of the standard library's protocols, whose meaning is known.
    private static func needsNoWords(_ line: String) -> Bool {
        [
            "func hash(into", "static func ==", "static func <", "var description", "rawValue", "func encode(to",
            "init(from decoder",
        ]
        .contains { line.contains($0) }
    }
}
