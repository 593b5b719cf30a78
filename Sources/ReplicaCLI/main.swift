import ReplicaCommand

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

let runner = CommandRunner(commands: [.help, .paths], groups: [])
exit(await runner.run(.current()).rawValue)
