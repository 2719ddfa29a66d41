import Support
import Testing
import Wire

/// What a web server asks for, as far as the schedule of the next look.
@Suite struct RetryAfterTests {
    @Test func `a server that wants to be left in peace for hours is`() throws {
        let busy = try RawServer { caller, _ in
            _ = try caller.readHead()
            try caller.send("HTTP/1.1 503 Busy\r\nRetry-After: 40000\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        }
        let router = try UpdatedRouter()
        try router.host.folder.write("[repository]\nurl = \"http://127.0.0.1:\(busy.port)/roost\"\n", to: "policy.toml")
        let check = try router.host.roost("update", "check", "--json")
        #expect(
            check.status == 1 && check.errors.hasPrefix("looking for new releases\n") && check.errors.contains("503"), "\(check.errors)")
        let checked = try JSON(parsing: Array(check.output.utf8))
        let (at, next) = (checked["at"]?.double ?? 0, checked["next"]?.double ?? 0)
        // Later by chance, never earlier. Of its own accord it would look again within minutes.
        #expect(next - at > 39_990 && next - at < 44_010, "\(checked)")
        #expect(try router.host.bus().ask("update.status")["next"]?.double == next && busy.connectionCount > 0)
    }
}
