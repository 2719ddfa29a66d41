/// The verbs a server listens to.
enum ClientVerb {
    case connect, publish, headerPublish, subscribe, unsubscribe, ping, pong, info, ok, error

    /// Recognizes the verb at the front of `input`, or nil while it may still become one.
    @inline(__always)
    init?(at input: UnsafeRawBufferPointer) throws(ClientOperationParser.Failure) {
        guard let candidate = try Self.candidate(input) else { return nil }
        let name = candidate.name
        for index in 1..<candidate.length {
            guard index < input.count else { return nil }
            guard input[index] | 0x20 == name.utf8Start[index] else { throw .unknownOperation }
        }
        self = candidate
    }

    /// The only verb that the first byte, or the first two, can begin.
    @inline(__always)
    private static func candidate(_ input: UnsafeRawBufferPointer) throws(ClientOperationParser.Failure) -> ClientVerb? {
        switch input[0] {
        case UInt8(ascii: "P"), UInt8(ascii: "p"):
            guard input.count > 1 else { return nil }
            switch input[1] | 0x20 {
            case UInt8(ascii: "u"): return .publish
            case UInt8(ascii: "i"): return .ping
            case UInt8(ascii: "o"): return .pong
            default: throw .unknownOperation
            }
        case UInt8(ascii: "H"), UInt8(ascii: "h"): return .headerPublish
        case UInt8(ascii: "S"), UInt8(ascii: "s"): return .subscribe
        case UInt8(ascii: "U"), UInt8(ascii: "u"): return .unsubscribe
        case UInt8(ascii: "C"), UInt8(ascii: "c"): return .connect
        case UInt8(ascii: "I"), UInt8(ascii: "i"): return .info
        case UInt8(ascii: "+"): return .ok
        case UInt8(ascii: "-"): return .error
        default: throw .unknownOperation
        }
    }

    private var name: StaticString {
        switch self {
        case .connect: "connect"
        case .publish: "pub"
        case .headerPublish: "hpub"
        case .subscribe: "sub"
        case .unsubscribe: "unsub"
        case .ping: "ping"
        case .pong: "pong"
        case .info: "info"
        case .ok: "+ok"
        case .error: "-err"
        }
    }

    var length: Int { name.utf8CodeUnitCount }

    var wantsArguments: Bool {
        switch self {
        case .ping, .pong, .ok: false
        default: true
        }
    }

    /// CONNECT and INFO may be followed directly by their JSON.
    var wantsBlank: Bool {
        switch self {
        case .connect, .info: false
        default: wantsArguments
        }
    }
}
