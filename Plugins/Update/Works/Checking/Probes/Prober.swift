import EventLoop
import Glibc
import Manifests

/// How a probe of the policy is asked: by a child of this same program, as the kernel asks those of manifests.
///
/// A command of the policy runs without this process's rights: as nobody where the host is root, with little memory and few files, and
/// it dies with whoever asked.
struct Prober {
    let loop: Loop
    /// This same executable, under the names it is dispatched by.
    var executable = "/proc/self/exe"
    /// Milliseconds that one answer may take.
    var patience: UInt64 = 5000
    var isRoot = geteuid() == 0

    /// `then` is called once, later, unless what is returned is let go of before.
    func ask(_ probe: Probe, then: @escaping (Answer) -> Void) -> ProbeChild {
        ProbeChild(command(for: probe), within: patience, on: loop, then: then)
    }

    func command(for probe: Probe) -> Child.Command {
        var command = Child.Command(executable: executable, arguments: words(for: probe), environment: ["PATH=\(Self.path)"])
        command.stdio = [.null, .null, .pipe]
        command.newSession = true
        return command
    }

    private static let path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

    private func words(for probe: Probe) -> [String] {
        switch probe {
        case .tcp(let host, let port): ["roost-probe", "tcp", host, "\(port)", "\(patience)"]
        case .http(let url): ["roost-probe", "http", url, "\(patience)"]
        case .dns(let name, let server, let port): ["roost-probe", "dns", name, server, "\(port)", "\(patience)"]
        case .exec(let command):
            ["roost-launch", "--feature", "probe", "--parent", "\(getpid())", "--no-new-privs"] + (isRoot ? ["--user", "nobody"] : [])
                + ["nofile=64", "data=\(64 << 20)", "fsize=\(1 << 20)", "core=0"].flatMap { ["--limit", $0] }
                + ["--death-signal", "9", "--", "/bin/sh", "-c", command]
        case .bus, .notify, .started: preconditionFailure("a policy has no probe that waits for a feature to speak")
        }
    }
}
