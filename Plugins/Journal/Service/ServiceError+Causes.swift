import PluginKit
import Storage

extension ServiceError {
    /// What a caller is told of an error: 4xx is the caller's to mend, 507 the disk's, 500 the journal's.
    init(cause: any Error) {
        switch cause {
        case let error as ServiceError: self = error
        case let error as JSONScanner.Failure: self.init(400, "the body is \(error)")
        case let error as StreamRefusal: self.init(error.code, error.description)
        case let error as SQLiteError where error.kind == .full:
            self.init(507, "the disk is full: nothing was written; free some space below the host's home and try again")
        case let error as SQLiteError:
            self.init(500, "nothing was written: \(error); see `roost doctor` and the disk's own log")
        default: self.init(500, "\(cause)")
        }
    }
}

extension StreamRefusal {
    fileprivate var code: Int {
        switch self {
        case .tooManyStreams: 409
        case .unknown: 404
        case .full: 507
        }
    }
}
