import Delivery

/// How many bytes came for one release, whichever ways were tried: of each, as far as it got.
final class ByteCounter {
    private var furthest: [String: Int] = [:]

    var total: Int64 { Int64(furthest.values.reduce(0, +)) }

    func hear(_ way: DeliveryWay, _ done: Int) { furthest["\(way)"] = max(done, furthest["\(way)"] ?? 0) }
}
