import Contracts

/// An event of the stream `update`: how far an update is, or how it ended. One of the two is there.
///
/// What cannot be read, because a newer version wrote it, is passed over: both are nil then.
struct Entry: Codable, Equatable {
    var lifecycle: LifecycleRecord?
    var luggage: Luggage?
    var ending: Ending?

    init(_ lifecycle: LifecycleRecord, _ luggage: Luggage) { (self.lifecycle, self.luggage) = (lifecycle, luggage) }

    init(_ ending: Ending) { self.ending = ending }

    init(from decoder: any Decoder) throws {
        let members = try? decoder.container(keyedBy: CodingKeys.self)
        lifecycle = try? members?.decodeIfPresent(LifecycleRecord.self, forKey: .lifecycle)
        luggage = try? members?.decodeIfPresent(Luggage.self, forKey: .luggage)
        ending = try? members?.decodeIfPresent(Ending.self, forKey: .ending)
    }
}
