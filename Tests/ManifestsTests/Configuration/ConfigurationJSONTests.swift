import Testing
import Wire

@testable import Manifests

@Suite struct `A configuration as JSON` {
    @Test func `comes back as it was`() throws {
        let text = Array(`A configuration's text`.everything.utf8)
        let configuration = try Configuration(toml: text, file: "/etc/roost.toml")
        #expect(Configuration(json: try JSON(parsing: configuration.bytes)) == configuration)
        #expect(Configuration(json: try JSON(parsing: Configuration().bytes)) == Configuration())
    }

    @Test(arguments: ["{}", "[]", "3", #"{"host": {}, "bus": {}, "supervision": {}, "log": {}}"#])
    func `anything else is refused`(text: String) throws {
        #expect(Configuration(json: try JSON(parsing: Array(text.utf8))) == nil)
    }
}
