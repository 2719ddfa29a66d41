import Glibc

/// An old and a new version of one file.
struct FilePair {
    let name: String
    let old: String
    let new: String
}
