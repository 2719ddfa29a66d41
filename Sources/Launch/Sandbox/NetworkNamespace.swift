/// A network of the feature's own with nothing in it, not even an address of its own: for `network = "none"`.
/// Unix sockets and inherited descriptors, thus the bus, pass its border.
enum NetworkNamespace {
    static func enter() throws(LaunchFailure) {
        do throws(SystemError) {
            try LinuxCall.leaveNetwork()
        } catch {
            throw .setup(
                "cannot cut the network off (\(error.words))",
                remedy: "run the host as root with CAP_SYS_ADMIN, or write network = \"full\"")
        }
    }
}
