import ReplicaCommand

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

let runner = CommandRunner(commands: Command.all, groups: CommandGroup.all)
exit(await runner.run(.current()).rawValue)
