/// Who made which thread, and how; read beforehand, because a child's first line may stand before the end of the call that made it.
struct Births {
    struct Birth {
        let parent: Int
        let flags: Argument?
    }

    static let calls: Set<String> = ["clone", "clone3", "fork", "vfork"]

    private var births: [Int: Birth] = [:]

    init(_ log: [UInt8]) throws {
        var births: [Int: Birth] = [:]
        let isBirth = { (name: ArraySlice<UInt8>) in Self.calls.contains(String(decoding: name, as: UTF8.self)) }
        try TraceReader.read(log, wanted: isBirth) { call in
            guard let child = call.value else { return }
            births[child] = Birth(parent: call.thread, flags: call.arguments.first { $0.words.contains("flags=") })
        }
        self.births = births
    }

    subscript(thread: Int) -> Birth? { births[thread] }
}
