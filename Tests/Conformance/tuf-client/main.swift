import EventLoop
import Glibc

/// Plays the client in the public TUF client conformance suite: `init`, `refresh` and `download`, and an exit status of 0 or 1.
guard let command = ClientCommand(CommandLine.arguments.dropFirst()) else {
    StandardError.write(ClientCommand.usage)
    exit(1)
}
do {
    try LoopTask.run { loop in try await ClientSession(on: loop).run(command) }
} catch {
    StandardError.write("\(error)")
    exit(1)
}
