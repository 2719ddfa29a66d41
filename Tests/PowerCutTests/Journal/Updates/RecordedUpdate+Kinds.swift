import Dispatch
import PowerCut

extension RecordedUpdate {
    /// Of the runtime and a feature: confirmed on trial, then committed.
    static func committed() throws -> RecordedUpdate {
        try RecordedUpdate { host in
            let id = try host.beginAndSwitch(Update.core)
            try host.request("kernel.restart")
            try host.waitUntilReady(slot: "b")
            try host.request("kernel.confirm", #"{"transaction":"\#(id)"}"#)
            try host.request("journal.commit", #"{"id":"\#(id)"}"#)
        }
    }

    /// The same, recorded once for all tests.
    static let once = Result { try committed() }

    /// The same, but its kernel dies on trial: the guard goes back, and the journal with it.
    static func failedOnTrial() throws -> RecordedUpdate {
        try RecordedUpdate(rolledBackFrom: once.get().verdict.new) { host in
            try host.beginAndSwitch(Update.core)
            try host.request("kernel.restart")
            try host.waitUntilReady(slot: "b")
            try host.killKernel()
            try host.waitUntilReady(slot: "a")
        }
    }

    /// Of a feature alone, which turns out not to be healthy.
    static func rolledBack() throws -> RecordedUpdate {
        try RecordedUpdate(rolledBackFrom: Verdict.ofFeature().new) { host in
            let id = try host.beginAndSwitch(Update.feature)
            try host.request("journal.rollback", #"{"id":"\#(id)","reason":"the feature was not healthy"}"#)
        }
    }

    /// Of one file, while three others append to a stream, and with an event of its own that is part of its commit.
    static func amongWriters() throws -> RecordedUpdate {
        try RecordedUpdate(isMarked: true) { host in
            let results = Results()
            DispatchQueue.concurrentPerform(iterations: 4) { writer in
                results.add { try writer == 0 ? host.updateMarked() : host.append(7, by: writer) }
            }
            try results.require()
        }
    }
}

extension UpdatedHost {
    fileprivate func updateMarked() throws {
        let id = try beginAndSwitch(Update.file)
        try request("journal.commit", #"{"id":"\#(id)","event":{"stream":"\#(Self.stream)","event":{"mark":"\#(id)"}}}"#)
    }

    fileprivate func append(_ count: Int, by writer: Int) throws {
        for number in 1...count { try request("journal.append", #"{"stream":"\#(Self.stream)","event":{"\#(writer)":\#(number)}}"#) }
    }
}
