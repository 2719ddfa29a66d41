import ArgumentParser

/// A time in seconds, more than none and at most a day.
struct Seconds: ExpressibleByArgument, Equatable, CustomStringConvertible {
    let value: Double

    init?(argument: String) {
        guard let value = Double(argument), value > 0, value <= 86_400 else { return nil }
        self.value = value
    }

    init(_ value: Double) { self.value = value }

    var duration: Duration { .milliseconds(Int64((value * 1000).rounded(.up))) }
    var description: String { value == value.rounded() ? "\(Int(value))" : "\(value)" }
}
