import Glibc
import Release

/// `roost-unpack full|delta ARTIFACT FOLDER [BASE]`: makes an artifact into a tree, in little memory and behind a fence; prints one line
/// of JSON if it cannot, with why. Exit status 0, 1 if it could not, 2 for other arguments.
///
/// Nothing of its own: the sources of Release and of Launch's fence, compiled for Embedded Swift.
@main
enum Program {
    static func main() {
        guard let order = UnpackOrder(arguments: Array(CommandLine.arguments.dropFirst())) else { exit(2) }
        // A kernel that knows no such signal is none that runs the host.
        try? LinuxCall.setParentDeathSignal(SIGKILL)
        exit(order.answer(within: Fence.enter))
    }
}
