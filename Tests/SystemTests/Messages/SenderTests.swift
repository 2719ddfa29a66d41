import Support
import Testing
import Wire

/// A feature whose manifest says `senders` is told by the host who asks.
@Suite struct SenderTests {
    /// Answers each message with all headers it came with.
    private static let clerk = FeatureManifest.perl(
        "clerk",
        """
        hello(); say3(qq(SUB clerk.> 1\\r\\n)); ready();
        while (1) { my $l = hear(); say3(qq(PONG\\r\\n)) if $l eq 'PING';
          next unless $l =~ /^HMSG \\S+ \\S+ (\\S+) (\\d+) (\\d+)$/; my ($to, $h, $size) = ($1, $2, $3);
          my $head = substr(take($size), 0, $h); say3(sprintf(qq(PUB %s %d\\r\\n%s\\r\\n), $to, length $head, $head)) }
        """, "permissions.subscribe = ['clerk.>']", "permissions.senders = true")

    /// Asks the clerk with a forged name and logs what it saw.
    private static let forger = FeatureManifest.perl(
        "forger",
        """
        hello(); my $h = qq(NATS/1.0\\r\\nRoost-Sender: \\@admin\\r\\n\\r\\n); $| = 1;
        say3(qq(SUB _INBOX.f.* 1\\r\\n)); say3(sprintf(qq(HPUB clerk.ask _INBOX.f.1 %d %d\\r\\n%s\\r\\n), length $h, length $h, $h));
        while (1) { my $l = hear(); next unless $l =~ /^MSG \\S+ \\S+ (\\d+)$/; my $b = take($1); $b =~ s/\\r\\n/|/g; print qq($b\\n); last }
        ready(); hear() while 1;
        """, "permissions.request = ['clerk.>']", "after = ['clerk']")

    @Test func `an administrator is one, a feature is itself whatever it says`() throws {
        let host = try RoostHost(running: [Self.clerk, Self.forger])
        #expect(try host.bus().request("clerk.ask").text == "NATS/1.0\r\nRoost-Sender: @admin\r\n\r\n")
        #expect(host.log(of: "forger").contains("NATS/1.0|Roost-Sender: forger|Roost-Sender: @admin||"))
    }
}
