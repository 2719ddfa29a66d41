/// What names and numbers in a thread's calls refer to; threads of one process share both parts.
struct ThreadState {
    /// Where relative paths start, and what is taken from the rights of new files.
    final class Surroundings {
        var folder: String
        var mask: UInt32

        init(folder: String, mask: UInt32) {
            self.folder = folder
            self.mask = mask
        }
    }

    var descriptors: Descriptors
    var surroundings: Surroundings

    /// As `clone` with these flags hands it to a child.
    func child(_ flags: Argument?) -> ThreadState {
        let words = flags?.words ?? ""
        return ThreadState(
            descriptors: words.contains("CLONE_FILES") ? descriptors : descriptors.copy(),
            surroundings: words.contains("CLONE_FS") ? surroundings : Surroundings(folder: surroundings.folder, mask: surroundings.mask))
    }
}
