import Files

/// A time zone: what a local clock shows.
enum LocalTime: Equatable {
    case rule(PosixZone)
    case file(ZoneFile)

    /// A POSIX rule, or the name of a file.
    ///
    /// - Parameter file: the content of the file of that name, if the machine has one.
    init?(_ zone: String, file: (String) -> [UInt8]?) {
        if let rule = PosixZone(zone) {
            self = .rule(rule)
        } else if Self.isName(zone), let bytes = file(zone), let file = ZoneFile(bytes) {
            self = .file(file)
        } else {
            return nil
        }
    }

    func offset(at utc: Int) -> Int {
        switch self {
        case .rule(let rule): rule.offset(at: utc)
        case .file(let file): file.offset(at: utc)
        }
    }

    /// The moment at which the local clock shows this; the first one if it does so twice, and if it never does, as long after the
    /// clock was put forward as it is after the moment at which it was.
    func utc(ofLocal local: Int) -> Int {
        let offsets = [offset(at: local - 86_400), offset(at: local + 86_400)]
        let moments = offsets.map { local - $0 }.filter { $0 + offset(at: $0) == local }
        return moments.min() ?? local - offsets[0]
    }

    /// Nothing that could leave the folder of time zones.
    private static func isName(_ zone: String) -> Bool {
        let parts = FilePath(zone).parts
        return zone.utf8.count <= 64
            && parts.allSatisfy { part in
                !part.isEmpty
                    && part.utf8.allSatisfy {
                        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || "_+-".utf8.contains($0)
                    }
            }
    }
}
