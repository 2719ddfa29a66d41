import Trust

/// A role that vouches for some targets in the name of another.
public struct DelegatedRole: Hashable, Sendable {
    /// None of the top-level roles' names.
    public var name: ExactText
    public var keys: RoleKeys
    /// Nobody further is asked about a target that this role may vouch for.
    public var isTerminating: Bool
    public var scope: Scope

    /// For which targets.
    public enum Scope: Hashable, Sendable {
        case paths([PathPattern])
        /// Beginnings of the SHA-256 of the target's path, in lower-case hexadecimal digits.
        case hashPrefixes([ExactText])
    }

    public init(name: ExactText, keys: RoleKeys, isTerminating: Bool = false, scope: Scope) {
        precondition(Self.isAllowed(name), "\(name) cannot be the name of a delegated role")
        self.name = name
        self.keys = keys
        self.isTerminating = isTerminating
        self.scope = scope
    }

    init(_ json: CanonicalJSON, at place: String) throws(MetadataError) {
        var fields = try Fields(json, at: place)
        name = try fields.text("name")
        guard Self.isAllowed(name) else { throw .field(fields.path("name"), "is empty or a top-level role's") }
        keys = try RoleKeys(&fields)
        isTerminating = try fields.bool("terminating")
        switch (fields.rest["paths"], fields.rest["path_hash_prefixes"]) {
        case (.some, nil): scope = .paths(try fields.texts("paths").map(PathPattern.init))
        case (nil, .some): scope = .hashPrefixes(try fields.texts("path_hash_prefixes"))
        default: throw .field(place, "has not exactly one of paths and path_hash_prefixes")
        }
    }

    static func isAllowed(_ name: ExactText) -> Bool { !name.isEmpty && !TopLevelRole.allCases.contains { $0.name == name } }

    public func vouches(for target: ExactText) -> Bool {
        switch scope {
        case .paths(let patterns): patterns.contains { $0.matches(target) }
        case .hashPrefixes(let prefixes): Self.matches(prefixes, target)
        }
    }

    /// What ``vouches(for:)`` takes at most.
    func steps(for target: ExactText) -> Int {
        guard case .paths(let patterns) = scope else { return 0 }
        return patterns.reduce(0) { $0 + $1.steps(for: target) }
    }

    private static func matches(_ prefixes: [ExactText], _ target: ExactText) -> Bool {
        let digest = Array(Digest(.sha256, of: target.utf8).description.utf8)
        return prefixes.contains { digest.starts(with: $0.utf8) }
    }

    public var json: CanonicalJSON {
        let (name, values) =
            switch scope {
            case .paths(let patterns): (ExactText("paths"), patterns.map(\.text))
            case .hashPrefixes(let prefixes): (ExactText("path_hash_prefixes"), prefixes)
            }
        return CanonicalJSON(
            keys.members + [
                ("name", .string(self.name)), ("terminating", .bool(isTerminating)), (name, .array(values.map(CanonicalJSON.string))),
            ])
    }
}
