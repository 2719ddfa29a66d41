import Testing

/// Files, folders and functions that can be taken in at a glance.
struct SizeTests {
    @Test func `no file is longer than 250 lines`() {
        let long = Repository.swiftFiles.filter { $0.lines.count > 251 }
        Exceptions.check(.fileLength, long.map { ($0.path, "\($0.lines.count - 1) lines") })
    }

    @Test func `no folder holds more than 7 Swift files`() {
        let folders = Dictionary(grouping: Repository.swiftFiles, by: \.folder).filter { $0.value.count > 7 }
        Exceptions.check(.filesInFolder, folders.map { ($0.key, "\($0.value.count) Swift files") })
    }

    @Test func `no function is longer than 40 lines`() {
        let sources = Repository.swiftFiles.filter { !$0.path.hasPrefix("Tests/") }
        #expect(sources.map(\.functions.count).reduce(0, +) > 500, "the reader has gone blind")
        for file in sources {
            for function in file.functions { #expect(function.lines <= 40, "\(function.name) in \(file.path)") }
        }
    }
}
