/// One door against another: round by round, then the median, because the rounds of one run share the machine's mood.
enum BusRatio {
    static func rates(_ row: BusRow, _ peer: BusRow) -> [Double] {
        ThroughputCase.all.map { ratio(row.samples($0).map(\.rate), peer.samples($0).map(\.rate)) }
    }

    static func costs(_ row: BusRow, _ peer: BusRow) -> [Double] {
        ThroughputCase.all.map { ratio(row.samples($0).map(\.cpu), peer.samples($0).map(\.cpu)) }
    }

    static func p50(_ row: BusRow, _ peer: BusRow) -> Double {
        ratio(row.roundTrips.map(\.p50), peer.roundTrips.map(\.p50))
    }

    static func requestCost(_ row: BusRow, _ peer: BusRow) -> Double {
        ratio(row.roundTrips.map(\.cpu), peer.roundTrips.map(\.cpu))
    }

    private static func ratio(_ ours: [Double], _ theirs: [Double]) -> Double {
        median(zip(ours, theirs).map { $0 / $1 }.filter(\.isFinite))
    }
}
