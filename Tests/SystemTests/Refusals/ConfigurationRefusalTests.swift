import Glibc
import Support
import Testing
import Wire

/// A configuration with a mistake is refused before anything is started.
@Suite struct ConfigurationRefusalTests {
    @Test(
        arguments: [
            ("[bus]\nlissten = '127.0.0.1:4222'\n", 2, "lissten"), ("[buss]\n", 1, "buss"), ("[bus]\nmax_payload = 'big'\n", 2, "big"),
            ("[bus]\nlisten = 4222\n", 2, "listen"), ("[bus]\nlisten = '0.0.0.0:4222'\n", 2, "allow-remote"),
            ("[supervision]\n\ndelays = []\n", 3, "delays"), ("[log]\nlevel = 'loud'\n", 2, "level"), ("[bus\n", 1, "TOML"),
            ("[supervision]\ncrashes = 0\n", 2, "crashes"), ("[bus]\ntoken = \"\\u0000\"\n", 2, "NUL"), ("\u{0}", 1, "NUL"),
            ("[[bus.user]]\nname = 'a'\npassword = 'secret-word'\n[[bus.user]]\nname = 'a'\npassword = 'b'\n", nil, "a"),
        ] as [(String, Int?, String)])
    func `a mistake is told with file, line and remedy`(text: String, line: Int?, words: String) throws {
        let host = try RoostHost([.sleeper("one")], configuration: text)
        let result = try host.roost("run")
        #expect(result.status == 1 && result.output == "")
        let told = try #require(result.onlyLine, "\(result.errors)")
        #expect(told.contains("\(host.home)/roost.toml:\(line.map(String.init) ?? "")"), "\(told)")
        #expect(told.contains(words) && !told.contains("secret-word"), "\(told)")
        #expect(!exists(host.socket))
        #expect(MachineProcess.all(markedBy: host.home).isEmpty)
    }

    @Test func `a configuration that is named but not there, or no file, is refused`() throws {
        let host = try RoostHost([])
        for file in ["/nonexistent.toml", host.home, "/dev/zero"] {
            let result = try host.roost("run", "--config", file)
            #expect(result.status == 1 && result.onlyLine?.contains(file) == true, "\(file): \(result.errors)")
        }
    }

    @Test func `an address in use is refused, and nothing has been started`() throws {
        let port = try freePort()
        let text = "[bus]\nlisten = '127.0.0.1:\(port)'\nanonymous = true\n"
        let first = try RoostHost(running: [], configuration: text)
        let second = try RoostHost([.shell("one", "touch $ROOST_DATA/started; exec sleep 100000")], configuration: text)
        let result = try second.roost("run")
        #expect(result.status == 1 && result.onlyLine?.contains("127.0.0.1:\(port)") == true, "\(result.errors)")
        #expect(!exists(second.folder.path("data/one/started")))
        #expect(try first.status()["version"] != nil)
    }

    @Test func `a group that is not there is refused`() throws {
        let host = try RoostHost([.sleeper("one")], configuration: "[host]\nadmin-group = 'no-such-group'\n")
        let result = try host.roost("run")
        #expect(result.status == 1 && result.onlyLine?.contains("no-such-group") == true, "\(result.errors)")
        #expect(MachineProcess.all(markedBy: host.home).isEmpty)
    }
}
