import Contracts
import Testing

@testable import roost

@Suite struct `The answer to kernel.status` {
    private let answer = Answer(
        bytes: Array(
            """
            {"version":"1.2.3","uptimeSeconds":125,"features":[
            {"id":"nginx","version":"1.0.0","state":"ready","pid":77,"restarts":1,"crashes":1,"cause":null,"since":1000},
            {"id":"bad","state":"invalid","restarts":0,"crashes":0,"cause":"plugin.toml:3: 'exec' is missing"}],
            "bus":{"connections":1,"subscriptions":2,"inMessages":3,"outMessages":4,"inBytes":2048,"outBytes":6,"slowConsumers":1}}
            """.utf8))

    @Test func `is shown as a sentence and a table`() throws {
        let report = StatusReport(try answer.read(), now: 1012)
        #expect(
            report.lines(width: nil, style: .plain) == [
                "roost 1.2.3, up 2 min 5 s; 2 features: 1 ready, 1 invalid",
                "bus: 1 connection, 2 subscriptions, 3 messages (2.0 KB) in, 4 (6 B) out, 1 cut off for not reading",
                "",
                "FEATURE  VERSION  STATE    PID  RESTARTS  CRASHES   FOR  CAUSE",
                "nginx    1.0.0    ready     77         1        1  12 s",
                "bad      -        invalid    -         0        0     -  plugin.toml:3: 'exec' is missing",
            ])
    }

    @Test func `one message is one message`() throws {
        let text =
            #"{"version":"1","uptimeSeconds":1,"features":[],"bus":{"connections":1,"subscriptions":1,"inMessages":1,"#
            + #""outMessages":1,"inBytes":0,"outBytes":0,"slowConsumers":0}}"#
        let report = StatusReport(try Answer(bytes: Array(text.utf8)).read(), now: 0)
        #expect(
            report.lines(width: nil, style: .plain).last == "bus: 1 connection, 1 subscription, 1 message (0 B) in, 1 (0 B) out")
    }

    @Test(arguments: [
        (#""slot":"a","guard":true"#, ["guard: watches this host, slot a"]), (#""slot":null,"guard":true"#, ["guard: watches this host"]),
        (#""slot":"b","guard":false"#, ["guard: none watches this host, slot b"]), (#""slot":null,"guard":false"#, []),
    ])
    func `the guard is a line where there is one, or should be`(keys: String, lines: [String]) throws {
        let text = #"{"version":"1","uptimeSeconds":1,"features":[],\#(keys)}"#
        let report = StatusReport(try Answer(bytes: Array(text.utf8)).read(), now: 0)
        #expect(Array(report.lines(width: nil, style: .plain).dropFirst()) == lines)
    }

    @Test func `what is no answer is told`() {
        #expect(throws: CommandFailure.self) { try Answer(bytes: [1, 2]).read(as: KernelContract.Status.self) }
    }
}
