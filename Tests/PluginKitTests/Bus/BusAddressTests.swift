import Testing

@testable import PluginKit

@Suite struct BusAddressTests {
    @Test(arguments: [
        ("nats://127.0.0.1:4333", BusAddress.tcp(host: "127.0.0.1", port: 4333)),
        ("nats://localhost/", .tcp(host: "localhost", port: 4222)),
        ("nats://ada:s3:cret@10.0.0.1:1", .tcp(host: "10.0.0.1", port: 1, .user("ada", password: "s3:cret"))),
        ("nats://t0ken@h:2", .tcp(host: "h", port: 2, .token("t0ken"))),
    ]) func `reads what NATS_URL holds`(url: String, address: BusAddress) {
        #expect(BusAddress(url: url) == address)
    }

    @Test(arguments: ["", "http://h", "nats://", "nats://h:99999", "nats://h:x", "nats://a:b:c"])
    func `takes nothing else for an address`(url: String) {
        #expect(BusAddress(url: url) == nil)
    }

    @Test func `does not show credentials`() {
        #expect("\(BusAddress.tcp(host: "h", port: 1, .token("secret")))" == "h:1")
    }
}
