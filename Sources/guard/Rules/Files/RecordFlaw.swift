/// What makes a file count as absent.
enum RecordFlaw: Error, Equatable {
    case tooLong
    /// Cut off, or its checksum is not that of its text.
    case torn
    /// Another kind of file, or another version of this one.
    case foreign
    /// A line that should have been another one; lines count from 1.
    case line(Int)

    var words: String {
        switch self {
        case .tooLong: "it is longer than 4096 bytes"
        case .torn: "it is torn: its checksum does not fit its text"
        case .foreign: "it is of another kind or version"
        case .line(let number): "its line \(number) is not what it should be"
        }
    }
}
