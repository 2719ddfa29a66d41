import Support
import Testing

@testable import roost

@Suite struct `The command line` {
    @Test(arguments: [
        ["statsu"], ["feature", "show"], ["feature", "show", "../etc"], ["bus", "request"], ["bus", "watch"], ["top", "--interval", "0"],
        ["bus", "watch", "a", "--count", "0"], ["bus", "publish", "a", "--header", "novalue"], ["status", "--jsn"],
        ["feature", "logs", "a", "-n", "-1"], ["publish", "add", "tree"], ["publish", "release", "tree", "--id", "x"],
        ["publish", "rotate"], ["update", "frob"], ["update", "rollback"], ["update", "history", "--limit", "0"],
        ["update", "hold", "--for", "3w"], ["update", "run", "../x"], ["channel", "set"], ["channel", "show", "X"], ["report", "tst"],
        ["publish", "release", "--channel", "stable", "core", "1.0"], ["publish", "init", "--key-type", "dsa"],
        ["publish", "release", "--channel", "stable", "core", "1.0.0", "--id", "core"],
        ["publish", "release", "--channel", "stable", "core", "1.0.0", "--security"],
        ["publish", "check", "--url", "/folder"], ["publish", "check", "--url", "ftp://example/x"],
        ["publish", "rotate", "acme", "--remove", "--lost"],
        ["publish", "add", "tree", "--id", "x", "--version", "1.0.0", "--arch", "all", "--migrations", "x"],
    ])
    func `a wrong call is 2`(arguments: [String]) {
        #expect(RoostCommand.perform(arguments) == 2)
    }

    @Test(arguments: [
        ["status"], ["top"], ["feature", "list"], ["feature", "show", "a"], ["feature", "stop", "a"], ["bus", "request", "a"],
        ["bus", "publish", "a"], ["bus", "watch", "a"], ["doctor"],
        ["update", "check"], ["update", "explain"], ["update", "run"], ["update", "status", "-f"], ["update", "history"],
        ["update", "rollback", "a"], ["update", "hold"], ["update", "resume"], ["update", "cancel"], ["channel", "list"],
        ["channel", "show"], ["channel", "set", "lts"], ["report", "list"], ["report", "test"],
    ])
    func `without a host it is 3`(arguments: [String]) throws {
        let folder = try TemporaryFolder("home")
        #expect(RoostCommand.perform(arguments + ["--home", folder.path]) == 3)
    }

    @Test func `what cannot be done is 1`() throws {
        let folder = try TemporaryFolder("home")
        #expect(RoostCommand.perform(["feature", "logs", "a", "--home", folder.path]) == 1)
        #expect(RoostCommand.perform(["feature", "remove", "a", "--home", folder.path]) == 1)
        #expect(RoostCommand.perform(["feature", "install", folder.path, "--home", folder.path]) == 1)
        #expect(RoostCommand.perform(["run", "--home", folder.path, "--config", folder.path("none")]) == 1)
        #expect(RoostCommand.perform(["publish", "refresh", "--workshop", folder.path]) == 1)
        #expect(RoostCommand.perform(["publish", "check", folder.path]) == 1)
        #expect(Folder(folder.path).names.isEmpty, "nothing half started")
    }

    @Test func `help, version and completion are 0`() {
        for arguments in [
            ["--help"], ["feature", "install", "--help"], ["publish", "release", "--help"], ["--version"],
            ["update", "run", "--help"], ["channel", "--help"], ["report", "test", "--help"],
            ["--generate-completion-script", "bash"],
        ] {
            #expect(RoostCommand.perform(arguments) == 0)
        }
    }

    @Test func `a home is found wherever one stands`() {
        #expect(Home("/var/x//").path == "/var/x" && Home("/").path == "/")
        #expect(Home("x").path.hasPrefix("/") && Home("x").path.hasSuffix("/x"))
    }

    @Test func `a header is a name and a value`() {
        #expect(HeaderArgument(argument: "Trace: a: b")?.value == "a: b" && HeaderArgument(argument: "Trace:")?.value == "")
        #expect(HeaderArgument(argument: ": x") == nil && HeaderArgument(argument: "a b: x") == nil)
    }
}
