import Contracts

/// An event of the stream `update`: how far an update is, or how it ended. One of the two is there.
struct Entry: Codable, Equatable {
    var lifecycle: LifecycleRecord?
    var luggage: Luggage?
    var ending: Ending?

    init(_ lifecycle: LifecycleRecord, _ luggage: Luggage) { (self.lifecycle, self.luggage) = (lifecycle, luggage) }

    init(_ ending: Ending) { self.ending = ending }
}
