import Trust
public import Wire

extension ReleaseFailure {
    /// As one process tells it to another.
    public var json: JSON {
        switch self {
        case .manifest(let place, let why): ["manifest": .string(place), "why": .string(why)]
        case .tree(let path, let why): ["tree": .string(path), "why": .string(why)]
        case .artifact(let place, let why): ["artifact": .string(place), "why": .string(why)]
        case .base(let wanted, let found): ["base": .string(wanted.description), "found": .string(found.description)]
        case .system(let code, let doing, let path): ["system": JSON(code), "doing": .string(doing), "path": .string(path)]
        case .cancelled: ["cancelled": true]
        }
    }

    /// Nil if it tells of none.
    public init?(_ json: JSON) {
        if let why = json["why"]?.string, let member = json.object?.first, let place = member.value.string {
            switch member.name {
            case "manifest": self = .manifest(place: place, why: why)
            case "tree": self = .tree(path: place, why: why)
            case "artifact": self = .artifact(place: place, why: why)
            default: return nil
            }
        } else if let wanted = Self.digest(json["base"]), let found = Self.digest(json["found"]) {
            self = .base(wanted: wanted, found: found)
        } else if let code = json["system"]?.integer, let doing = json["doing"]?.string, let path = json["path"]?.string {
            self = .system(code: Int32(truncatingIfNeeded: code), doing: doing, path: path)
        } else if json["cancelled"]?.bool == true {
            self = .cancelled
        } else {
            return nil
        }
    }

    private static func digest(_ json: JSON?) -> Digest? { json?.string.flatMap { Digest(.sha256, hexadecimal: $0) } }
}
