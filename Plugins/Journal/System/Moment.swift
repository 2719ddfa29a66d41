/// When something is written: by the machine's clock, to show, and by the journal's own, to decide.
///
/// The journal's clock counts the seconds a journal has been open, over all its lives. It never jumps: a router that boots in
/// 1970, or is set a year forward, loses no event to its stream's age limit.
struct Moment: Equatable, Sendable {
    /// Seconds since 1970.
    let wall: Double
    let journal: Double
}
