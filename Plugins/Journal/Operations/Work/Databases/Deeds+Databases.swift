import Files
import Glibc

extension Deeds {
    /// A database with its log and its kin; what is not there is removed already.
    func removeDatabase(_ place: Place, as dropped: Place) throws(OperationFailure) {
        for suffix in [""] + MigrationWork.companions {
            let part = place.beside(place.name + suffix)
            if part.isThere { try discard(part, as: dropped) }
        }
    }

    /// Gives a database that a child made owner and mode of another, and puts it on the disk.
    func settleDatabase(_ place: Place, like other: Place) throws(OperationFailure) {
        guard let status = other.status else { throw .ground(.missing(path: other.shown)) }
        let file = try place.openToRead()
        defer { close(file) }
        var found = stat()
        // Its folder's owner could have put something else there, a second name of a file that is not theirs even.
        guard fstat(file, &found) == 0, found.st_mode & S_IFMT == S_IFREG, found.st_nlink == 1 else {
            throw .obstacle("\(place.shown) was replaced while it was being made; roll back and begin again")
        }
        try settle(file, mode: status.mode & 0o777, owner: status, place)
    }
}
