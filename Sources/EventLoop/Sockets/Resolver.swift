import CLibuv
import Glibc

/// Finds the addresses of a name, on a thread of the loop's pool: the system's resolver blocks, for many seconds at worst.
public enum Resolver {
    /// Calls `then` with at least one address, each once and in the system's order of preference. A numeric address is its own answer.
    ///
    /// Nobody is called once the loop is closed. (uv_getaddrinfo)
    public static func resolve(
        _ host: String, port: UInt16, on loop: Loop, then: @escaping (Result<[InternetAddress], UVError>) -> Void
    ) {
        if let numeric = try? InternetAddress(host: host, port: port) { return loop.atTurnEnd { then(.success([numeric])) } }
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        let request = UnsafeMutablePointer<uv_getaddrinfo_t>.allocate(capacity: 1)
        request.pointee.data = Unmanaged.passRetained(Question(port: port, then: then)).toOpaque()
        let result = uv_getaddrinfo(loop.raw, request, resolved, host, nil, &hints)
        if result < 0 {
            answer(request, with: nil)
            loop.atTurnEnd { then(.failure(UVError(code: result))) }
        }
    }
}

private final class Question {
    let port: UInt16
    let then: (Result<[InternetAddress], UVError>) -> Void

    init(port: UInt16, then: @escaping (Result<[InternetAddress], UVError>) -> Void) {
        self.port = port
        self.then = then
    }
}

/// Lets go of a request that is answered, or was never asked.
@discardableResult
private func answer(_ request: UnsafeMutablePointer<uv_getaddrinfo_t>, with list: UnsafeMutablePointer<addrinfo>?) -> Question? {
    defer {
        uv_freeaddrinfo(list)
        request.deallocate()
    }
    return request.pointee.data.map { Unmanaged<Question>.fromOpaque($0).takeRetainedValue() }
}

private func resolved(_ request: UnsafeMutablePointer<uv_getaddrinfo_t>?, _ status: Int32, _ list: UnsafeMutablePointer<addrinfo>?) {
    guard let request else { return uv_freeaddrinfo(list) }
    let isLoopOpen = request.pointee.loop.pointee.data != nil
    var addresses: [InternetAddress] = []
    var entry = list
    while let here = entry?.pointee {
        if let address = InternetAddress(here), !addresses.contains(address) { addresses.append(address) }
        entry = here.ai_next
    }
    guard let question = answer(request, with: list), isLoopOpen else { return }
    let found = addresses.map { $0.at(port: question.port) }
    question.then(status < 0 ? .failure(UVError(code: status)) : found.isEmpty ? .failure(.noName) : .success(found))
}
