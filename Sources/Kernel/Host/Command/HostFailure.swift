/// Why a host cannot start, in one line.
struct HostFailure: Error {
    let words: String
}
