/// What of a sink's deliveries is written down: an event of the stream `report.NAME`.
struct DeliveryRecord: Codable, Equatable {
    static let version = 1

    var version = Self.version
    var done: Int64
    var delivered: Int64
    var dropped: Int64
}

extension Delivery {
    var record: DeliveryRecord { DeliveryRecord(done: done, delivered: delivered, dropped: dropped) }

    /// What a newer version wrote counts as nothing: everything that is kept is delivered once more, under its old keys.
    init(_ record: DeliveryRecord?) {
        guard let record, record.version == DeliveryRecord.version else {
            self = Delivery()
            return
        }
        self.init(done: record.done, delivered: record.delivered, dropped: record.dropped)
    }
}
