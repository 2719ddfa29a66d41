import Trust
import Wire

/// One object of a JSON text from outside, whose members are asked for by name and refused with their place.
struct ManifestObject {
    /// All that the entries of a release, or the parts of a delta, are made of, and more.
    private static let maximumValues = 8 * ReleaseManifest.maximumEntries

    let place: String
    private var members: [String: JSON] = [:]

    init(_ value: JSON, _ place: String) throws(ReleaseFailure) {
        self.place = place
        guard let object = value.object else { throw .manifest(place: place, why: "no object") }
        for member in object {
            guard members.updateValue(member.value, forKey: member.name) == nil else {
                throw .manifest(place: "\(place)'\(member.name)'", why: "it is there twice")
            }
        }
    }

    /// The object that is all of a text.
    init(parsing bytes: [UInt8], atMost limit: Int) throws(ReleaseFailure) {
        guard bytes.count <= limit else { throw .manifest(place: "its length", why: "more than \(limit) bytes") }
        // Swift's decoder would mend what is no UTF-8, and two texts that differ would become one.
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .manifest(place: "its text", why: "it is not UTF-8") }
        let json: JSON
        do throws(JSON.SyntaxError) { json = try JSON(parsing: bytes, maximumValues: Self.maximumValues) } catch {
            throw .manifest(place: "byte \(error.offset)", why: error.reason.rawValue)
        }
        try self.init(json, "")
    }

    /// Refuses what nobody here knows the meaning of.
    func allow(_ names: Set<String>) throws(ReleaseFailure) {
        if let name = members.keys.filter({ !names.contains($0) }).min() { throw refusal(name, "it means nothing here") }
    }

    func has(_ name: String) -> Bool { members[name] != nil && members[name] != .null }

    func string(_ name: String) throws(ReleaseFailure) -> String { try value(name, "a text") { $0.string } }

    func size(_ name: String) throws(ReleaseFailure) -> Int64 {
        let size = try value(name, "a whole number") { $0.integer }
        guard size >= 0 else { throw refusal(name, "less than nothing") }
        return size
    }

    func bool(_ name: String) throws(ReleaseFailure) -> Bool { try value(name, "true or false") { $0.bool } }

    func objects(_ name: String, atMost limit: Int) throws(ReleaseFailure) -> [ManifestObject] {
        let values = try value(name, "a list") { $0.array }
        guard values.count <= limit else { throw refusal(name, "more than \(limit) of them") }
        var objects: [ManifestObject] = []
        for (place, value) in values.enumerated() { objects.append(try ManifestObject(value, "\(name)[\(place)] ")) }
        return objects
    }

    func object(_ name: String) throws(ReleaseFailure) -> ManifestObject {
        try ManifestObject(members[name] ?? .null, "\(place)\(name) ")
    }

    func version(_ name: String) throws(ReleaseFailure) -> SemanticVersion {
        let text = try string(name)
        guard let version = SemanticVersion(text) else { throw refusal(name, "'\(text)' is no semantic version") }
        return version
    }

    func path(_ name: String) throws(ReleaseFailure) -> TreePath { try TreePath(try string(name), place: "\(place)'\(name)'") }

    func digest(_ name: String) throws(ReleaseFailure) -> Digest {
        guard let digest = Digest(.sha256, hexadecimal: try string(name)) else { throw refusal(name, "it is no SHA-256") }
        return digest
    }

    func refusal(_ name: String, _ why: String) -> ReleaseFailure { .manifest(place: "\(place)'\(name)'", why: why) }

    private func value<Value>(_ name: String, _ word: String, _ kind: (JSON) -> Value?) throws(ReleaseFailure) -> Value {
        guard let json = members[name] else { throw refusal(name, "it is missing") }
        guard let value = kind(json) else { throw refusal(name, "it is not \(word)") }
        return value
    }
}
