import Delivery
import Release
import Trust
import Wire

/// What was fetched, and how.
struct FetchText {
    private let report: DeliveryReport
    private let place: String

    init(_ report: DeliveryReport, at place: String) { (self.report, self.place) = (report, place) }

    private var facts: ReleaseFacts { report.listing.offer.facts }

    private var deltaBase: String? {
        if case .delta(let from, _) = report.way { from.description } else { nil }
    }

    var json: JSON {
        .object([
            JSON.Member("id", .string(report.listing.id)), JSON.Member("version", .string(facts.version.description)),
            JSON.Member("architecture", .string(facts.architecture)), JSON.Member("channel", .string(report.listing.channel)),
            JSON.Member("artifact", .string(deltaBase == nil ? "full" : "delta")), JSON.Member("from", JSON(deltaBase)),
            JSON.Member("length", JSON(report.length)), JSON.Member("size", .integer(report.listing.offer.size)),
            JSON.Member("tree", .string(report.listing.offer.tree.description)), JSON.Member("folder", .string(place)),
            JSON.Member("detours", JSON(report.detours)),
        ])
    }

    var lines: [String] {
        let size = Words.bytes(report.listing.offer.size)
        return report.detours.map { "not by \(Printable.line($0))" } + [
            "\(report.listing.id) \(facts.version) of \(report.listing.channel) is in \(place): \(size), every file checked",
            "it came by \(report.way): \(Words.bytes(Int64(report.length)))",
        ]
    }
}
