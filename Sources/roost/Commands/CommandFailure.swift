import Files
import PluginKit

/// Why a command could not do what was asked: one line for a person, and the exit status for a script.
struct CommandFailure: Error, Equatable {
    enum Status: Int32 {
        case failed = 1
        case usage = 2
        case noHost = 3
    }

    let status: Status
    let words: String

    init(_ words: String, _ status: Status = .failed) {
        (self.words, self.status) = (words, status)
    }
}

extension CommandFailure {
    init(_ failure: FileFailure) { self.init("\(failure.path): \(failure.words)") }

    /// What may fail at a file, and then says so to whoever typed the command.
    static func told<Value>(_ body: () throws(FileFailure) -> Value) throws(CommandFailure) -> Value {
        do throws(FileFailure) { return try body() } catch { throw CommandFailure(error) }
    }

    /// What an error of the bus means to whoever typed the command.
    init(_ error: BusError) {
        switch error {
        case .service(let error): self.init(error.words)
        case .notReachable(let words), .closed(let words): self.init("the host has gone: \(words)", .noHost)
        case .refused(let words) where words.contains("Authorization"):
            self.init("permission denied: only root, the host's own user and its admin group may talk to the host")
        default: self.init(error.description)
        }
    }
}
