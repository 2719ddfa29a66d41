/// What a program did to a folder, from a known beginning on.
public struct Recording: Sendable {
    public let scope: Scope
    public let nodes: [Node]
    /// The folder before the first event.
    public let names: Namespace
    public private(set) var events: [Event]

    /// As if the program had not done some of it: for tests of the test. Only events that change nothing may be left out.
    public func without(_ isUnwanted: (Event) -> Bool) -> Recording {
        var copy = self
        copy.events = []
        var places = [0]
        for event in events {
            precondition(!isUnwanted(event) || event.isSync, "only a sync can be left out: \(event.words)")
            if !isUnwanted(event) {
                var kept = event
                kept.covers = places[event.covers]
                copy.events.append(kept)
            }
            places.append(copy.events.count)
        }
        return copy
    }
}
