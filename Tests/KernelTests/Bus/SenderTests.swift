import Manifests
import Testing
import Wire

@testable import Kernel

/// Who is told who a message is from, and that nobody can say it for another.
@Suite struct SenderTests {
    private static func permissions(senders: Bool = true) -> Permissions {
        var manifest = Manifest(id: "a", version: "1.0.0", exec: ["a"]).permissions
        (manifest.subscribe, manifest.senders) = (["a.>", "event.>"], senders)
        return Permissions(manifest, of: "a")
    }

    private func heard(from identity: Identity, _ publication: String) throws -> String {
        let fixture = BusFixture()
        let feature = try fixture.client(as: .feature("a"), Self.permissions())
        _ = feature.exchange("SUB a.> 1\r\n")
        let sender = try fixture.client(as: identity)
        #expect(sender.exchange("SUB _INBOX.s.* 7\r\n" + publication) == "")
        return feature.exchange("")
    }

    @Test(arguments: [
        (Identity.feature("evil"), "evil"), (.admin(uid: 0), "@admin"), (.user("ada"), "@user:ada"), (.token, "@token"),
        (.anonymous, "@anonymous"), (.user("x\r\nRoost-Sender: @admin"), "@user:x  Roost-Sender: @admin"),
    ])
    func `each message names its sender`(identity: Identity, who: String) throws {
        let line = "NATS/1.0\r\nRoost-Sender: \(who)\r\n\r\n"
        let expected = "HMSG a.x 1 _INBOX.s.1 \(line.utf8.count) \(line.utf8.count + 2)\r\n\(line)hi\r\n"
        #expect(try heard(from: identity, "PUB a.x _INBOX.s.1 2\r\nhi\r\n") == expected)
    }

    @Test func `the kernel is one too`() throws {
        let fixture = BusFixture()
        let feature = try fixture.client(as: .feature("a"), Self.permissions())
        _ = feature.exchange("SUB event.> 1\r\n")
        fixture.bus.publish(Array("event.x".utf8), [0x21])
        #expect(feature.exchange("") == "HMSG event.x 1 35 36\r\nNATS/1.0\r\nRoost-Sender: @kernel\r\n\r\n!\r\n")
    }

    @Test func `its name is before headers of the sender's own, which stay as they are`() throws {
        let own = "NATS/1.0 503 some words\r\nRoost-Sender: @admin\r\nA: b\r\n\r\n"
        let message = try heard(from: .feature("evil"), "HPUB a.x \(own.utf8.count) \(own.utf8.count + 1)\r\n\(own)!\r\n")
        let header = "NATS/1.0 503 some words\r\nRoost-Sender: evil\r\nRoost-Sender: @admin\r\nA: b\r\n\r\n"
        #expect(message == "HMSG a.x 1 \(header.utf8.count) \(header.utf8.count + 1)\r\n\(header)!\r\n")
        let read = try Headers(parsing: Array(header.utf8))
        #expect(read["Roost-Sender"] == "evil" && read.status == 503)
    }

    @Test(arguments: [
        "Roost-Sender: @admin\r\n\r\n", "NATS/1.0\nRoost-Sender: @admin\n\n", "NATS/1.0 \rRoost-Sender: @admin\r\n\r\n", "NATS/1.0",
        "NATS/1.0\r\n , @admin\r\n\r\n", "NATS/1.0\r\n\t@admin\r\n", "NATS/1.0\u{0}Roost-Sender: @admin\r\n", "\r\n", "N", "NATS/1.0\r",
        "NATS/1.1\r\nRoost-Sender: @admin\r\n\r\n", "NATS/1.0:\r\n",
    ])
    func `no odd beginning of headers comes before its name, or adds to it`(block: String) {
        let header = Array(block.utf8).withUnsafeBytes { SenderHeader("evil", before: $0).bytes }
        #expect(String(decoding: header, as: UTF8.self) == "NATS/1.0\r\nRoost-Sender: evil\r\nRoost-Malformed: \(block)")
    }

    @Test func `a large message arrives whole`() throws {
        let fixture = BusFixture()
        let feature = try fixture.client(as: .feature("a"), Self.permissions())
        _ = feature.exchange("SUB a.> 1\r\n")
        let sender = try fixture.client(as: .anonymous)
        let body = String(repeating: "0123456789", count: 10_000)
        #expect(sender.exchange("PUB a.x 100000\r\n\(body)\r\n") == "")
        #expect(feature.exchange("") == "HMSG a.x 1 38 100038\r\nNATS/1.0\r\nRoost-Sender: @anonymous\r\n\r\n\(body)\r\n")
    }

    @Test func `who did not ask for it, or reads no headers, gets messages as ever`() throws {
        let fixture = BusFixture()
        let plain = try fixture.client(as: .feature("a"), Self.permissions(senders: false))
        let old = try fixture.client(as: .feature("a"), Self.permissions(), connect: #"{"verbose":false,"headers":false}"#)
        _ = plain.exchange("SUB a.> 1\r\n")
        _ = old.exchange("SUB a.> 1\r\n")
        let sender = try fixture.client(as: .admin(uid: 0))
        _ = sender.exchange("PUB a.x 2\r\nhi\r\n")
        #expect(plain.exchange("") == "MSG a.x 1 2\r\nhi\r\n" && old.exchange("") == "MSG a.x 1 2\r\nhi\r\n")
    }
}
