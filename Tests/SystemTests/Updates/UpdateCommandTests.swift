import Support
import Testing
import Wire

/// `roost update` against a stand-in for the plugin: what it waits for, what it says, and how it ends.
@Suite struct UpdateCommandTests {
    /// Takes one update, goes through its stages as fast as it can say them, and remembers its report.
    private static func plugin(end: String, silent: Bool = false) -> FeatureManifest {
        .perl(
            "update",
            """
            hello(); say3(qq(SUB update.* 1\\r\\n)); my $history = ''; my $t = qq("id":"u1","targets":[{"id":"adblock","from":"1.0.0","to":"1.1.0"}]);
            sub out { my ($subject, $body) = @_; say3(sprintf(qq(PUB %s %d\\r\\n%s\\r\\n), $subject, length $body, $body)) }
            ready();
            while (1) { my $l = hear(); if ($l eq 'PING') { say3(qq(PONG\\r\\n)); next }
              next unless $l =~ /^MSG (\\S+) \\S+ (\\S+) (\\d+)$/; my ($subject, $reply) = ($1, $2); take($3);
              my $report = qq({$t,"end":"\(end)","stage":"validation","reason":"dns: no answer","remedy":"","begun":1,"ended":3,"checks":[]});
              if ($subject eq 'update.run') { out($reply, qq({$t,"stage":"evaluation","since":1}));
                unless (\(silent ? 1 : 0)) { out("event.update.$_", qq({$t,"stage":"$_","at":1})) for qw(download verification preparation apply validation) }
                $history = $report; out('event.update.report', $report) unless \(silent ? 1 : 0) }
              elsif ($subject eq 'update.history') { out($reply, qq({"reports":[$history]})) }
              elsif ($subject eq 'update.cancel') { out($reply, qq({"answer":"too-late","detail":"it is being committed"})) }
              elsif ($subject eq 'update.hold') { out($reply, qq({"holds":[{"id":"core","absolute":true}]})) }
              else { out($reply, qq({"holds":[],"probations":[]})) } }
            """, "permissions.publish = ['event.update.>']", "permissions.subscribe = ['update.>']")
    }

    @Test func `run waits for the end, tells each stage, and is 0 if the new version stays`() throws {
        let host = try RoostHost(running: [Self.plugin(end: "committed")])
        let run = try host.roost("update", "run", "adblock")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.hasPrefix("Update u1 of adblock 1.0.0 → 1.1.0: committed after 2 s.\n"))
        let detached = try host.roost("update", "run", "--no-wait", "--json")
        #expect(detached.status == 0 && detached.output.contains(#""stage":"evaluation""#))
        let history = try host.roost("update", "history")
        #expect(history.status == 0 && history.output.contains("committed"))
    }

    @Test(arguments: [true, false])
    func `and 1 if it does not, with the reason, whether its events were heard or not`(_ silent: Bool) throws {
        let host = try RoostHost(running: [Self.plugin(end: "rolled-back", silent: silent)])
        let run = try host.roost("update", "run", "--json")
        #expect(run.status == 1 && run.errors.contains("the update has ended as rolled-back: dns: no answer"))
        #expect(try JSON(parsing: Array(run.output.utf8))["end"]?.string == "rolled-back")
    }

    @Test func `the other verbs say what the plugin says`() throws {
        let host = try RoostHost(running: [Self.plugin(end: "committed")])
        #expect(try host.roost("update", "status", "--follow").output == "No update is under way.\n")
        #expect(try host.roost("update", "hold", "core", "--absolute", "--for", "8h").output.contains("wait too"))
        let cancel = try host.roost("update", "cancel")
        #expect(cancel.status == 1 && cancel.onlyLine == "roost: too-late: it is being committed")
    }
}
