import Testing

@Suite struct OptionsTests {
    @Test func `a home is all it needs`() throws {
        let options = try Options(["--home", "/var/lib/roost"])
        #expect(options.task == .watch)
        #expect(options.home == "/var/lib/roost")
        #expect(options.factory == "/usr/lib/roost/factory")
        #expect(options.configuration == nil)
        #expect(options.silence == 15_000)
    }

    @Test func `everything can be said`() throws {
        let options = try Options(["--choose", "--factory", "/f", "--home", "h", "--config", "c.toml", "--silence", "2"])
        #expect(options.task == .choose)
        #expect(options.factory == "/f")
        #expect(options.configuration == "c.toml")
        #expect(options.silence == 2_000)
    }

    @Test(arguments: [("--help", Options.Task.help), ("-h", .help), ("--version", .version)])
    func `what needs no home does not ask for one`(word: String, task: Options.Task) throws {
        #expect(try Options([word, "--nonsense"]).task == task)
    }

    @Test(arguments: [
        ([], "--home"), (["--home"], "--home"), (["--home", ""], "--home"), (["--hom", "x"], "--hom"), (["x"], "x"),
        (["--home", "h", "--silence", "0"], "--silence"), (["--home", "h", "--silence", "1.5"], "--silence"),
        (["--home", "h", "--silence", "3601"], "--silence"), (["--home", "h", "--config"], "--config"),
    ])
    func `a refusal names the word`(words: [String], name: String) {
        let refusal = #expect(throws: Options.Refusal.self) { try Options(words) }
        #expect(refusal?.words.hasPrefix(name) == true)
    }
}
