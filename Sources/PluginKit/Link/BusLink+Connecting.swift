import EventLoop

extension BusLink {
    static func connect(
        to address: BusAddress, on loop: Loop, then: @escaping (Result<BusLink, BusError>) -> Void
    ) {
        let finish = { (result: Result<Stream, UVError>) in
            then(result.map(BusLink.init).mapError { .notReachable("no bus at \(address): \($0.description)") })
        }
        switch address {
        case .descriptor(let number): finish(Result { () throws(UVError) in try Stream.adopt(number, on: loop) })
        case .unix(let path): Stream.connect(path: path, on: loop, then: finish)
        case .tcp("localhost", let port, _): Stream.connect(host: "127.0.0.1", port: port, on: loop, then: finish)
        case .tcp(let host, let port, _): Stream.connect(host: host, port: port, on: loop, then: finish)
        }
    }
}
