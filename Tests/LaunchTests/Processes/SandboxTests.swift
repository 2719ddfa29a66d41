import Foundation
import Support
import Testing

@testable import Launch

@Suite("Sandboxes of real processes")
struct SandboxTests {
    @Test(.enabled(if: Machine.isRoot, "switching users needs root"))
    func `a feature runs as its user, with that user's groups only`() throws {
        let folder = try TemporaryFolder.open()
        let launcher = "\(folder.path)/roost-launch"
        try FileManager.default.createSymbolicLink(atPath: launcher, withDestinationPath: Binaries.roost)
        let (_, output) = try outcome(
            "--", "setpriv", "--groups", "4,24", launcher, "--feature", "x", "--user", "nobody", "--", "sh", "-c",
            "id -un; id -u; id -G; grep CapEff /proc/self/status")
        #expect(output == "nobody\n65534\n65534\nCapEff:\t0000000000000000\n")
    }

    @Test(.enabled(if: Machine.isRoot, "switching users needs root"))
    func `numbers are users too`() throws {
        let (_, output) = try outcome("--user", "1234:4321", "--", "sh", "-c", "id -u; id -g; id -G")
        #expect(output == "1234\n4321\n4321\n")
    }

    /// With ambient capabilities a host need not be root to change users; kept, they would let any user become root.
    @Test(.enabled(if: Machine.isRoot, "only root can give capabilities"))
    func `another user has none of the host's capabilities`() throws {
        let folder = try TemporaryFolder()
        let launcher = "\(folder.path)/roost-launch"
        try FileManager.default.createSymbolicLink(atPath: launcher, withDestinationPath: Binaries.roost)
        let (_, output) = try outcome(
            "--", "setpriv", "--reuid", "1234", "--clear-groups", "--inh-caps=+setuid,+setgid", "--ambient-caps=+setuid,+setgid",
            launcher, "--feature", "x", "--user", "nobody", "--no-new-privs", "--", "grep", "-E", "^(Uid|Cap(Prm|Eff|Amb)):",
            "/proc/self/status")
        let lines = output.split(separator: "\n").map { $0.split(separator: "\t") }
        #expect(lines.count == 4, "\(output)")
        for line in lines where line[0].hasPrefix("Cap") { #expect(line.last == "0000000000000000", "\(line)") }
    }

    @Test func `an unknown user is a setup failure`() throws {
        let (end, output) = try outcome("--user", "no-such-user", "--", "true")
        #expect(end == .exited(126))
        #expect(output.contains("there is no user or group 'no-such-user'"))
    }

    @Test(.enabled(if: Machine.isRoot, "giving root up needs root"))
    func `who is not root cannot switch users, and is told so`() throws {
        let folder = try TemporaryFolder.open()
        let launcher = "\(folder.path)/roost-launch"
        _ = try outcome("--", "install", "-m", "755", Binaries.roost, launcher)
        let (end, output) = try outcome("--user", "nobody", "--", launcher, "--feature", "x", "--user", "root", "--", "id", "-u")
        #expect(end == .exited(126))
        #expect(output.contains("cannot become user root") && output.contains("run the host as root"))
    }

    @Test(.enabled(if: Machine.isRoot, "switching users needs root"))
    func `a folder its user cannot enter is said in words`() throws {
        let folder = try TemporaryFolder.open()
        chmod(folder.path, 0o700)
        let (end, output) = try outcome("--user", "nobody", "--directory", folder.path, "--", "true")
        #expect(end == .exited(126))
        #expect(output.contains("nobody cannot enter its folder \(folder.path)"))
    }

    @Test(.enabled(if: Machine.isRoot && Machine.hasLandlock, "needs root and Landlock"))
    func `a feature writes to its data folder and nowhere else`() throws {
        let home = try TemporaryFolder.open()
        try home.file("feature/hello", "hello\n")
        try home.file("secret", "secret\n")
        let data = "\(home.path)/data"
        let script = "cat hello; echo kept >\(data)/kept; cat ../secret; echo bad >\(home.path)/bad; echo bad >hello; cat \(data)/kept"
        let (_, output) = try outcome(
            "--directory", "\(home.path)/feature", "--data", data, "--no-new-privs", "--read", "\(home.path)/feature",
            "--write", data, "--", "sh", "-c", script)
        #expect(home.text("data/kept") == "kept\n")
        #expect(home.text("bad") == nil)
        #expect(home.text("feature/hello") == "hello\n")
        #expect(output.hasPrefix("hello\n") && output.hasSuffix("kept\n"))
        #expect(output.components(separatedBy: "ermission denied").count == 4)
    }

    @Test(.enabled(if: Machine.hasLandlock, "needs Landlock"))
    func `a data folder holds no programs`() throws {
        let home = try TemporaryFolder.open()
        let (end, output) = try outcome(
            "--no-new-privs", "--write", home.path, "--", "sh", "-c", "cp /bin/true \(home.path)/true && \(home.path)/true")
        #expect(end == .exited(126))
        #expect(output.contains("ermission denied"))
    }

    @Test(.enabled(if: Machine.hasLandlock, "needs Landlock"))
    func `a path that is not there is a setup failure`() throws {
        let (end, output) = try outcome("--no-new-privs", "--read", "/no/such/path", "--", "true")
        #expect(end == .exited(126))
        #expect(output.contains("cannot allow /no/such/path"))
    }

    @Test(.enabled(if: Machine.isRoot, "giving folders away needs root"))
    func `the data folder is made and given to the feature's user`() throws {
        let home = try TemporaryFolder.open()
        let (_, output) = try outcome("--data", "\(home.path)/data", "--user", "nobody", "--", "stat", "-c", "%U %a", "\(home.path)/data")
        #expect(output == "nobody 750\n")
    }

    @Test func `a link in place of the data folder is refused`() throws {
        let home = try TemporaryFolder.open()
        try FileManager.default.createSymbolicLink(atPath: "\(home.path)/data", withDestinationPath: "/etc")
        let (end, output) = try outcome("--data", "\(home.path)/data", "--", "true")
        #expect(end == .exited(126))
        #expect(output.contains("cannot prepare the data folder"))
    }

    @Test(.enabled(if: Machine.mayMakeNamespaces, "an own network needs CAP_SYS_ADMIN"))
    func `without a network there is no route and no device but an idle loopback`() throws {
        let (_, output) = try outcome("--network", "none", "--", "sh", "-c", "cat /proc/net/route; grep -c : /proc/net/dev")
        #expect(output == "1\n")
    }

    @Test func `a feature goes before its host when the machine runs out of memory`() throws {
        let (_, output) = try outcome("--oom-score", "200", "--", "cat", "/proc/self/oom_score_adj")
        #expect(output == "200\n")
    }
}
