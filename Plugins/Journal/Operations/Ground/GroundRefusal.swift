import Glibc

/// Why a path may not be worked on. Nothing was done.
enum GroundRefusal: Error, Equatable, Sendable {
    /// It is not written as paths must be.
    case malformed(path: String, why: String)
    /// It is not the caller's.
    case outside(path: String)
    /// It is, or leads through, a symbolic link.
    case link(path: String)
    /// It is neither a file nor a folder, or not the one that is wanted.
    case wrongKind(path: String, wanted: String)
    /// It is on another file system than the folder it was granted below.
    case otherFileSystem(path: String)
    /// It is not there, or the folder it lies in is not.
    case missing(path: String)
    /// A file system of its own was mounted there, and is not.
    case notMounted(path: String)
    /// Names of an earlier journal's transaction are in the way.
    case leftOver(path: String)
    /// The system refused, in its words.
    case system(path: String, words: String)
}

extension GroundRefusal: CustomStringConvertible {
    /// From the error number of an attempt to open a folder on the way.
    init(path: String, code: Int32) {
        self =
            switch code {
            case ELOOP, ENOTDIR: .link(path: path)
            case EXDEV: .otherFileSystem(path: path)
            case ENOENT: .missing(path: path)
            default: .system(path: path, words: String(cString: strerror(code)))
            }
    }

    /// In the manner of HTTP.
    var code: Int {
        switch self {
        case .malformed: 400
        case .outside, .link, .wrongKind, .otherFileSystem: 403
        case .missing: 404
        case .leftOver: 409
        case .notMounted: 503
        case .system: 500
        }
    }

    var description: String {
        switch self {
        case .malformed(let path, let why): "\(path): \(why)"
        case .outside(let path): "\(path) is outside your own ground; use @data/..., or have its folder granted in [sandbox] write"
        case .link(let path): "\(path) is or leads through a symbolic link, or a file where a folder should be; name the real place"
        case .wrongKind(let path, let wanted): "\(path) is not \(wanted); name one"
        case .otherFileSystem(let path): "\(path) is on another file system; a rename cannot cross to it: keep both on one"
        case .missing(let path): "\(path) is not there, or its folder is not; make it first"
        case .notMounted(let path): "the volume of \(path) is not there; mount it"
        case .leftOver(let path):
            "\(path) was left over by a journal that was lost; look at it, remove it, or try again under the next number"
        case .system(let path, let words): "\(path): \(words)"
        }
    }
}
