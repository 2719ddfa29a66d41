import Delivery
import EventLoop
import Glibc
import Launch
import Release
import Wire

/// `roost-unpack full|delta ARTIFACT FOLDER [BASE]`: makes an artifact into a tree; prints one line of JSON if it cannot, with why.
///
/// Whoever started it waits for it, and does not leave it behind: two of them in one folder would be in each other's way.
enum UnpackCommand {
    static func run(arguments: [String]) -> Int32 {
        guard let order = UnpackOrder(arguments: arguments) else { return CommandFailure.Status.usage.rawValue }
        // A kernel that knows no such signal is none that runs the host.
        try? LinuxCall.setParentDeathSignal(SIGKILL)
        // A parent that died before that sends nothing any more; then nobody holds the other end of the pipe.
        var reader = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
        guard poll(&reader, 1, 0) == 0 else { return CommandFailure.Status.failed.rawValue }
        do throws(ReleaseFailure) {
            try run(order)
            return 0
        } catch {
            Output.line(error.json.text)
            return 1
        }
    }

    /// What starting and reading the header needed of this program's file is given back before the work itself begins.
    private static func run(_ order: UnpackOrder) throws(ReleaseFailure) {
        ProgramPages.readSingly()
        ProgramPages.giveBack()
        try order.run { progress in
            if progress.done == 0 { ProgramPages.giveBack() }
            return true
        }
    }
}
