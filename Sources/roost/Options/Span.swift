import ArgumentParser

/// A time as in policy.toml: seconds, or "90s", "30m", "8h", "14d"; at least a minute, at most a year.
struct Span: ExpressibleByArgument, Equatable {
    let seconds: Int

    init?(argument: String) {
        let units = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        let unit = units[String(argument.suffix(1))]
        guard let count = Int(unit == nil ? argument[...] : argument.dropLast()), (0...31_536_000).contains(count) else { return nil }
        seconds = count * (unit ?? 1)
        guard (60...31_536_000).contains(seconds) else { return nil }
    }
}
