import Glibc

/// A connection made within a deadline, by TCP unless it is said; every address of the host is tried in turn.
struct ProbeConnection {
    let file: Int32
    let target: String

    static func open(
        host: String, port: String, by kind: __socket_type = SOCK_STREAM, until deadline: ProbeDeadline
    ) throws(ProbeFailure) -> ProbeConnection {
        var hints = addrinfo()
        hints.ai_socktype = Int32(kind.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, port, &hints, &list)
        guard status == 0 else { throw ProbeFailure("cannot find the address of '\(host)' (\(String(cString: gai_strerror(status))))") }
        defer { freeaddrinfo(list) }
        var failure = ProbeFailure("'\(host)' has no address")
        var next = list
        while let address = next {
            do throws(ProbeFailure) {
                return try connect(to: address.pointee, host, port, until: deadline)
            } catch {
                failure = error
            }
            next = address.pointee.ai_next
        }
        throw failure
    }

    func close() { Glibc.close(file) }

    private static func connect(
        to address: addrinfo, _ host: String, _ port: String, until deadline: ProbeDeadline
    ) throws(ProbeFailure) -> ProbeConnection {
        let target = numeric(address, port)
        let flags = address.ai_socktype | Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let file = socket(address.ai_family, flags, 0)
        guard file >= 0 else { throw ProbeFailure("cannot make a socket for \(target) (\(SystemError.last.words))") }
        do throws(ProbeFailure) {
            if Glibc.connect(file, address.ai_addr, address.ai_addrlen) != 0 {
                guard errno == EINPROGRESS else { throw refusal(SystemError.last, target) }
                try deadline.wait(for: POLLOUT, on: file, of: target)
                try checkConnected(file, target)
            }
        } catch {
            Glibc.close(file)
            throw error
        }
        return ProbeConnection(file: file, target: target)
    }

    private static func checkConnected(_ file: Int32, _ target: String) throws(ProbeFailure) {
        var code: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(file, SOL_SOCKET, SO_ERROR, &code, &size)
        if code != 0 { throw refusal(SystemError(code: code), target) }
    }

    private static func refusal(_ error: SystemError, _ target: String) -> ProbeFailure {
        error.code == ECONNREFUSED
            ? ProbeFailure("connection refused by \(target)")
            : ProbeFailure("cannot connect to \(target) (\(error.words))")
    }

    private static func numeric(_ address: addrinfo, _ port: String) -> String {
        var name = [CChar](repeating: 0, count: 64)
        getnameinfo(address.ai_addr, address.ai_addrlen, &name, socklen_t(name.count), nil, 0, NI_NUMERICHOST)
        let host = name.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
        return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}
