/// The members of an object while a value is made of them: each is taken once, what is left over is what we do not know.
///
/// Its errors name the place: `signed.roles.root.threshold`.
public struct Fields {
    let place: String
    private(set) var rest: CanonicalJSON.Object

    init(_ value: CanonicalJSON, at place: String) throws(MetadataError) {
        guard case .object(let object) = value else { throw .field(place, "is no object") }
        self.place = place
        rest = object
    }

    /// For people: nobody may have signed what is being read.
    func path(_ name: ExactText) -> String { "\(place).\(name.shown(atMost: 60))" }

    mutating func optional(_ name: ExactText) -> CanonicalJSON? {
        let value = rest[name]
        if value != nil { rest[name] = nil }
        return value
    }

    mutating func value(_ name: ExactText) throws(MetadataError) -> CanonicalJSON {
        guard let value = optional(name) else { throw .field(path(name), "is missing") }
        return value
    }

    mutating func fields(_ name: ExactText) throws(MetadataError) -> Fields { try Fields(value(name), at: path(name)) }

    mutating func text(_ name: ExactText) throws(MetadataError) -> ExactText {
        guard case .string(let text) = try value(name) else { throw .field(path(name), "is no text") }
        return text
    }

    mutating func bool(_ name: ExactText) throws(MetadataError) -> Bool {
        guard case .bool(let value) = try value(name) else { throw .field(path(name), "is neither true nor false") }
        return value
    }

    mutating func integer(_ name: ExactText, _ range: ClosedRange<Int>) throws(MetadataError) -> Int {
        guard case .integer(let value) = try value(name), range.contains(value) else {
            throw .field(path(name), "is no integer from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    mutating func texts(_ name: ExactText) throws(MetadataError) -> [ExactText] {
        guard case .array(let elements) = try value(name) else { throw .field(path(name), "is no list") }
        return try elements.map { element throws(MetadataError) in
            guard case .string(let text) = element else { throw .field(path(name), "is no list of texts") }
            return text
        }
    }

    /// Of an object whose names are not fields but keys.
    mutating func table<Value>(
        _ name: ExactText, _ make: (ExactText, CanonicalJSON, String) throws(MetadataError) -> Value
    ) throws(MetadataError) -> [ExactText: Value] {
        let fields = try fields(name)
        var table: [ExactText: Value] = [:]
        for member in fields.rest.members { table[member.name] = try make(member.name, member.value, fields.path(member.name)) }
        return table
    }
}
