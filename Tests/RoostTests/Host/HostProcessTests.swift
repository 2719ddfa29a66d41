import Glibc
import Support
import Testing

@testable import roost

@Suite struct `The process a pid file names` {
    private let folder: TemporaryFolder
    private var home: Home { Home(folder.path) }

    init() throws {
        folder = try TemporaryFolder("pid")
        _ = try folder.makeFolder("run")
    }

    @Test func `is the host's if it is a kernel, and alive`() throws {
        let kernel = try ServerProcess("/bin/bash", ["-c", "exec -a roost-kernel sleep 100000"])
        try folder.write("\(kernel.pid)\n", to: "run/kernel.pid")
        try Deadline.wait(for: "its new name") { HostProcess.pid(of: home) == kernel.pid }
        kernel.signal(SIGKILL)
        _ = try kernel.waitForEnd()
        #expect(HostProcess.pid(of: home) == nil)
    }

    @Test(arguments: ["\(getpid())\n", "1", "", "x", "-1", "99999999999999999999"])
    func `is none if something else has that number, or it is no number`(text: String) throws {
        try folder.write(text, to: "run/kernel.pid")
        #expect(HostProcess.pid(of: home) == nil)
    }

    @Test func `is none where there is no file`() { #expect(HostProcess.pid(of: home) == nil) }
}
