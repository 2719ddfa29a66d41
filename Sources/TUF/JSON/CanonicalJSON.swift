/// A JSON value as signatures see it: text is bytes, integers are exact, and there are no others.
///
/// Not `Wire.JSON`: that one is for messages, takes doubles, repairs lone surrogates and lets a name occur twice, all of which
/// would change what was signed (decision 0028).
public enum CanonicalJSON: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    /// Digits, with a sign if negative, of an integer that does not fit `Int`.
    case largeInteger(ExactText)
    case string(ExactText)
    case array([CanonicalJSON])
    case object(Object)

    /// Members by name, in the order of their names.
    public struct Object: Hashable, Sendable {
        public private(set) var members: [Member]

        /// Nil if a name occurs twice.
        init?(_ members: [Member]) {
            self.members = members.sorted { $0.name < $1.name }
            for (one, next) in zip(self.members, self.members.dropFirst()) where one.name == next.name { return nil }
        }

        public init() { members = [] }

        public subscript(name: ExactText) -> CanonicalJSON? {
            get {
                let place = place(of: name)
                return place < members.count && members[place].name == name ? members[place].value : nil
            }
            set {
                let place = place(of: name)
                if place < members.count, members[place].name == name { members.remove(at: place) }
                if let newValue { members.insert(Member(name: name, value: newValue), at: place) }
            }
        }

        /// Of the first member that does not come before `name`.
        private func place(of name: ExactText) -> Int {
            var range = 0..<members.count
            while !range.isEmpty {
                let middle = range.lowerBound + range.count / 2
                range = members[middle].name < name ? middle + 1..<range.upperBound : range.lowerBound..<middle
            }
            return range.lowerBound
        }
    }

    public struct Member: Hashable, Sendable {
        public let name: ExactText
        public let value: CanonicalJSON
    }
}

extension CanonicalJSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    public init(stringLiteral text: String) { self = .string(ExactText(text)) }
    public init(integerLiteral value: Int) { self = .integer(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension CanonicalJSON: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    public init(arrayLiteral elements: CanonicalJSON...) { self = .array(elements) }

    public init(dictionaryLiteral elements: (ExactText, CanonicalJSON)...) { self.init(elements) }

    /// An object of members whose names differ.
    public init(_ members: some Sequence<(ExactText, CanonicalJSON)>) {
        guard let object = Object(members.map { Member(name: $0.0, value: $0.1) }) else { preconditionFailure("a name occurs twice") }
        self = .object(object)
    }
}
