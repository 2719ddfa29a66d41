import Testing

@testable import Delivery

@Suite struct RepositoryAddressTests {
    @Test(arguments: [
        ("https://updates.example/roost", "https://updates.example/roost/metadata/"),
        ("http://127.0.0.1:8080//", "http://127.0.0.1:8080/metadata/"), ("/media/usb/", "/media/usb/metadata/"),
        ("file:///media/usb", "/media/usb/metadata/"), ("/", "//metadata/"),
        ("/\u{301}usb", "/\u{301}usb/metadata/"), ("file:///\u{301}usb/", "/\u{301}usb/metadata/"),
    ])
    func `below a URL or in a folder`(_ text: String, _ metadata: String) throws {
        #expect(try RepositoryAddress(text).metadata == metadata)
    }

    @Test func `user and password are used and never shown`() throws {
        let address = try RepositoryAddress("https://me:secret@updates.example/roost/")
        #expect(address.metadata == "https://me:secret@updates.example/roost/metadata/")
        #expect("\(address)" == "https://updates.example/roost")
        #expect("\(try RepositoryAddress("/media/me@home/"))" == "/media/me@home")
        let error = #expect(throws: DeliveryError.self) { try RepositoryAddress("https://me:secret@updates.example:x/") }
        #expect(error.map { "\($0)" }?.contains("secret") == false)
    }

    @Test(arguments: ["", "updates.example", "ftp://updates.example", "relative/folder", "http://", "http://a b/"])
    func `nothing else is an address`(_ text: String) {
        #expect(throws: DeliveryError.self) { try RepositoryAddress(text) }
    }
}
