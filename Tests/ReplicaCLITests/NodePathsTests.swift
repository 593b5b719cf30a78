import ReplicaCommand
import Testing

@Suite struct NodePathsTests {
    private func paths(_ variables: [String: String], dir: String? = nil, socket: String? = nil) throws -> NodePaths {
        var globals = GlobalValues()
        globals.dir = dir
        globals.socket = socket
        return try NodePaths(globals, ProcessContext(words: [], variables: variables, currentDirectory: "/work"))
    }

    @Test func `relative paths start from where the command is run`() throws {
        #expect(try paths([:], dir: "./till//2/").directory == "/work/till/2")
        #expect(try paths([:], dir: "/d", socket: "s.sock").socket == "/work/s.sock")
    }

    @Test func `the socket lies in the directory unless it is named`() throws {
        #expect(try paths([:], dir: "/d").socket == "/d/replica.sock")
        #expect(try paths([:], dir: "/d", socket: "/run/r.sock").socket == "/run/r.sock")
    }

    @Test func `empty and relative variables count as not set`() throws {
        #expect(
            try paths(["REPLICA_DIR": "", "XDG_DATA_HOME": "rel", "HOME": "/h"]).directory == "/h/.local/share/replica")
        #expect(throws: CommandError.self) { try paths(["HOME": ""]) }
    }
}
