import Manifests
import Wire

/// When updates may be applied: from the times of a crontab, so long, by the clock of a time zone.
struct MaintenanceWindow: Equatable {
    let cron: CronExpression
    /// Seconds.
    let length: Int
    let zone: LocalTime

    /// The end of the opening that `now` lies in, if any: the latest, if openings overlap.
    func closes(at now: Int) -> Int? {
        let day = day(of: now - length) - 1
        return openings(days: day...self.day(of: now) + 1).last { $0 <= now && now < $0 + length }.map { $0 + length }
    }

    /// The next moment at which it opens; nil if it never does, as on the 30th of February.
    func opens(after now: Int) -> Int? {
        let first = day(of: now) - 1
        // In nine years every date has been, the 29th of February too.
        for day in first...first + 9 * 366 {
            if let next = openings(days: day...day).first(where: { $0 > now }) { return next }
        }
        return nil
    }

    private func day(of utc: Int) -> Int { (utc + zone.offset(at: utc)).flooredQuotient(by: 86_400) }

    private func openings(days: ClosedRange<Int>) -> [Int] {
        let matching = days.filter { day in
            let date = CivilDate(days: day)
            return cron.matches(month: date.month, day: date.day, weekday: CivilDate.weekday(days: day))
        }
        return matching.flatMap { day in cron.minutesOfDay.map { zone.utc(ofLocal: day * 86_400 + $0 * 60) } }
    }
}
