import Trust

/// Which other roles vouch for which targets, and whose signatures those roles need.
public struct Delegations: Hashable, Sendable {
    public var keys: [ExactText: Key]
    public var roles: Roles

    public enum Roles: Hashable, Sendable {
        /// In the order in which they are asked; their names differ.
        case listed([DelegatedRole])
        case succinct(SuccinctRoles)
    }

    public init(keys: [ExactText: Key], roles: Roles) {
        self.keys = keys
        self.roles = roles
    }

    init(_ json: CanonicalJSON, at place: String) throws(MetadataError) {
        var fields = try Fields(json, at: place)
        keys = try fields.table("keys") { _, value, place throws(MetadataError) in try Key(value, at: place) }
        switch (fields.rest["roles"], fields.rest["succinct_roles"]) {
        case (.array(let elements)?, nil): roles = .listed(try Self.listed(elements, at: fields.path("roles")))
        case (nil, let value?): roles = .succinct(try SuccinctRoles(value, at: fields.path("succinct_roles")))
        default: throw .field(place, "has not exactly one of roles and succinct_roles")
        }
    }

    private static func listed(_ elements: [CanonicalJSON], at place: String) throws(MetadataError) -> [DelegatedRole] {
        var names: Set<ExactText> = []
        var roles: [DelegatedRole] = []
        for (index, element) in elements.enumerated() {
            let role = try DelegatedRole(element, at: "\(place)[\(index)]")
            guard names.insert(role.name).inserted else { throw .field(place, "names \(role.name) twice") }
            roles.append(role)
        }
        return roles
    }

    public var json: CanonicalJSON {
        let keys = CanonicalJSON(keys.map { ($0.key, $0.value.json) })
        return switch roles {
        case .listed(let roles): ["keys": keys, "roles": .array(roles.map(\.json))]
        case .succinct(let roles): ["keys": keys, "succinct_roles": roles.json]
        }
    }
}

extension Delegations {
    /// Who must have signed for `role`; nil if nothing is handed on to it.
    public func signers(of role: ExactText) -> Signers? {
        switch roles {
        case .listed(let roles): roles.first { $0.name == role }.map { Signers(role: $0.keys, among: keys) }
        case .succinct(let roles): roles.contains(role) ? Signers(role: roles.keys, among: keys) : nil
        }
    }

    /// What finding the roles for `target` takes at most.
    func steps(for target: ExactText) -> Int {
        guard case .listed(let roles) = roles else { return 0 }
        return roles.reduce(0) { $0 + $1.steps(for: target) }
    }

    /// The roles that vouch for `target`, in the order in which they are to be asked, and whether the search ends with each.
    public func roles(for target: ExactText) -> [(name: ExactText, isTerminating: Bool)] {
        switch roles {
        case .listed(let roles): roles.filter { $0.vouches(for: target) }.map { ($0.name, $0.isTerminating) }
        // Each target has one bin, so there is nobody else to ask here.
        case .succinct(let roles): [(roles.role(for: target), true)]
        }
    }
}
