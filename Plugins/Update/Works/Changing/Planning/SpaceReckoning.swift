/// Whether there is room for what an update copies before anything is changed.
struct SpaceReckoning: Equatable {
    var need: Int64
    var free: Int64
    /// To stay free, by the policy.
    var reserve: Int64

    /// Nil if there is.
    func fault(at place: String) -> Fault? {
        let (wanted, isTooMuch) = need.addingReportingOverflow(reserve)
        let missing = isTooMuch ? .max : wanted - free
        guard need > 0, missing > 0 else { return nil }
        return Fault(
            .machine,
            "\(place) lacks \(Self.words(missing)): copies of databases need \(Self.words(need)), \(Self.words(reserve)) are to stay "
                + "free, and there are \(Self.words(free)); make room there, or lower disk-reserve in policy.toml")
    }

    /// Rounded up.
    private static func words(_ bytes: Int64) -> String {
        let (shift, unit) = bytes < 10 << 20 ? (Int64(10), "KiB") : (20, "MiB")
        return "\((bytes >> shift) + (bytes & ((1 << shift) - 1) == 0 ? 0 : 1)) \(unit)"
    }
}
