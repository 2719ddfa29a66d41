import Glibc

func percentile(_ sorted: [Int], _ fraction: Double) -> Int {
    sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int(Double(sorted.count) * fraction))]
}

func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    if sorted.isEmpty { return .nan }
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

func geometricMean(_ values: [Double]) -> Double {
    values.isEmpty ? .nan : exp(values.map { log($0) }.reduce(0, +) / Double(values.count))
}

/// With so many digits after the point.
func fixed(_ value: Double, _ digits: Int = 1) -> String {
    guard value.isFinite else { return "-" }
    let unit = pow(10, Double(digits))
    let scaled = Int((abs(value) * unit).rounded())
    let sign = value < 0 && scaled > 0 ? "-" : ""
    if digits == 0 { return "\(sign)\(scaled)" }
    let fraction = String(scaled % Int(unit))
    return "\(sign)\(scaled / Int(unit)).\(String(repeating: "0", count: digits - fraction.count))\(fraction)"
}
