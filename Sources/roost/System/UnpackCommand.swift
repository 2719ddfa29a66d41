import EventLoop
import Glibc
import Launch
import Release

/// `roost-unpack full|delta ARTIFACT FOLDER [BASE]`, where the small program of that name does not lie beside this one.
enum UnpackCommand {
    static func run(arguments: [String]) -> Int32 {
        guard let order = UnpackOrder(arguments: arguments) else { return CommandFailure.Status.usage.rawValue }
        // A kernel that knows no such signal is none that runs the host.
        try? LinuxCall.setParentDeathSignal(SIGKILL)
        ProgramPages.readSingly()
        ProgramPages.giveBack()
        return order.answer(within: Fence.enter)
    }
}
