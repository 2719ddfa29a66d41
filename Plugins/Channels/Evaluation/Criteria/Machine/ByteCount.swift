/// A number of bytes, as a person reads it.
struct ByteCount: CustomStringConvertible {
    let bytes: Int64

    init(_ bytes: Int64) { self.bytes = bytes }

    var description: String {
        let units = ["B", "KiB", "MiB", "GiB", "TiB"]
        var (value, unit) = (Double(bytes), 0)
        while value >= 1024, unit < units.count - 1 { (value, unit) = (value / 1024, unit + 1) }
        guard unit > 0, value < 100 else { return "\(Int64(value.rounded(.up))) \(units[unit])" }
        let tenths = Int64((value * 10).rounded(.up))
        return "\(tenths / 10).\(tenths % 10) \(units[unit])"
    }
}
