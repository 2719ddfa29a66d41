import Files
import Glibc

/// A private folder for trees that are needed for a while. Emptied before it is used, and removed afterwards.
struct WorkFolder {
    let path: String

    init(_ workshop: Workshop) throws(PublishingError) {
        path = "\(workshop.path)/work"
        try remove()
        guard mkdir(path, 0o700) == 0 else { throw .last(path) }
    }

    func place(_ name: String) -> String { "\(path)/\(name)" }

    /// With all that is in it.
    func remove() throws(PublishingError) {
        do throws(FileFailure) { try TreeRemoval.remove(path) } catch { throw PublishingError(error) }
    }
}
