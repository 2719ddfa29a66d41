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
            "\(place) lacks \(Self.words(missing)): copies of databases and files need \(Self.words(need)), \(Self.words(reserve)) are to stay "
                + "free, and there are \(Self.words(free)); make room there, or lower disk-reserve in policy.toml")
    }

    /// Rounded up.
    private static func words(_ bytes: Int64) -> String {
        func count(_ unit: Int64) -> Int64 { bytes / unit + (bytes % unit > 0 ? 1 : 0) }
        return bytes < 10 << 20 ? "\(count(1 << 10)) KiB" : "\(count(1 << 20)) MiB"
    }
}
