import Glibc

extension FuzzTarget {
    /// Which reader this run is about: `ROOST_FUZZ_TARGET`.
    static let chosen: FuzzTarget = {
        let name = getenv("ROOST_FUZZ_TARGET").map { String(cString: $0) } ?? ""
        guard let target = FuzzTarget(rawValue: name) else {
            fatalError("ROOST_FUZZ_TARGET is one of \(FuzzTarget.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return target
    }()
}
