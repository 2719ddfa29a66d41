import Wire

/// A time zone as POSIX writes it in TZ (with RFC 9636's wider times): `CET-1CEST,M3.5.0,M10.5.0/3`.
struct PosixZone: Equatable {
    /// Seconds to add to UTC.
    let standard: Int
    /// Nil where the clocks are never changed.
    let summer: Summer?

    struct Summer: Equatable {
        var offset: Int
        var start: Change
        var end: Change
    }

    /// When the clocks are changed, in local time.
    struct Change: Equatable {
        var day: Day
        /// Seconds after midnight.
        var time: Int

        enum Day: Equatable {
            /// 1 to 365, where the 29th of February does not count.
            case julian(Int)
            /// 0 to 365.
            case ofYear(Int)
            /// The week 5 is the last one.
            case weekday(month: Int, week: Int, weekday: Int)
        }
    }

    /// Seconds to add to UTC at this time.
    func offset(at utc: Int) -> Int {
        guard let summer else { return standard }
        let year = CivilDate(days: (utc + standard).flooredQuotient(by: 86_400)).year
        // Each change is told by the clock that is on until then.
        let start = summer.start.local(in: year) - standard
        let end = summer.end.local(in: year) - summer.offset
        let isSummer = start < end ? start <= utc && utc < end : utc < end || start <= utc
        return isSummer ? summer.offset : standard
    }
}

extension PosixZone.Change {
    /// Seconds since 1970 by the local clock.
    fileprivate func local(in year: Int) -> Int {
        let january = CivilDate(year: year, month: 1, day: 1).days
        let days =
            switch day {
            case .julian(let day): january + day - 1 + (CivilDate.isLeap(year) && day >= 60 ? 1 : 0)
            case .ofYear(let day): january + day
            case .weekday(let month, let week, let weekday): Self.days(year, month, week, weekday)
            }
        return days * 86_400 + time
    }

    private static func days(_ year: Int, _ month: Int, _ week: Int, _ weekday: Int) -> Int {
        let first = CivilDate(year: year, month: month, day: 1).days
        let next = month == 12 ? CivilDate(year: year + 1, month: 1, day: 1) : CivilDate(year: year, month: month + 1, day: 1)
        let day = first + (weekday - CivilDate.weekday(days: first) + 7) % 7 + (week - 1) * 7
        return day < next.days ? day : day - 7
    }
}
