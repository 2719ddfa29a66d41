/// A set of releases.
struct Releases: OptionSet {
    let rawValue: Int

    static let a = Releases(rawValue: 1)
    static let b = Releases(rawValue: 2)
    static let factory = Releases(rawValue: 4)

    init(rawValue: Int) { self.rawValue = rawValue }

    init(_ release: Release) {
        switch release {
        case .slot(.a): self = .a
        case .slot(.b): self = .b
        case .factory: self = .factory
        }
    }

    func holds(_ release: Release) -> Bool { contains(Releases(release)) }
}
