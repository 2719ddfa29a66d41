import Contracts
import Delivery
import Release
import TUF
import Wire

extension UpdateContract.Candidate {
    /// What a signed list says of a release.
    init(_ listing: Listing, installed: String?) {
        let facts = listing.offer.facts
        self.init(
            id: listing.id, version: facts.version.description, installed: installed, channel: listing.channel,
            security: facts.isSecurity, epoch: Int(facts.epoch), minimum: facts.minimumVersion?.description,
            minimumCore: facts.minimumCore?.description, architecture: facts.architecture, download: Int64(listing.file.length),
            disk: listing.offer.size.addingReportingOverflow(facts.neededDisk).partialValue,
            memory: facts.neededMemory > 0 ? facts.neededMemory : nil)
    }
}
