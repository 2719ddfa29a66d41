import Glibc

/// `roost-probe`: asks a feature from outside whether it works. Exit 0 if it does, 1 and a reason if not, 2 if misused.
public enum ProbeCommand {
    public static func run(arguments: [String]) -> Int32 {
        guard let probe = ProbeRequest(parsing: arguments) else {
            StandardError.say("usage: roost-probe tcp HOST PORT MILLISECONDS | http URL MILLISECONDS | dns NAME SERVER PORT MILLISECONDS")
            return 2
        }
        do {
            try probe.ask()
            return 0
        } catch {
            StandardError.say(error.words)
            return 1
        }
    }
}
