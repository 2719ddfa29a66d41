/// What the guard was asked for.
struct Options {
    enum Task: Equatable { case watch, choose, status, help, version }

    private(set) var task = Task.watch
    private(set) var home = ""
    private(set) var factory = "/usr/lib/roost/factory"
    private(set) var configuration: String?
    /// Milliseconds.
    private(set) var silence: Int64 = 15_000

    /// What is wrong with the words, for people.
    struct Refusal: Error { let words: String }

    init(_ arguments: [String]) throws(Refusal) {
        var rest = arguments[...]
        while let word = rest.popFirst() {
            if let task = Self.task(word) {
                self.task = task
                if task == .help || task == .version { return }
            } else {
                try take(word, rest.popFirst())
            }
        }
        guard !home.utf8.isEmpty else { throw Refusal(words: "--home DIR is missing: the folder of the host") }
    }

    private static func task(_ word: String) -> Task? {
        let tasks: [(String, Task)] = [
            ("--choose", .choose), ("--status", .status), ("--help", .help), ("-h", .help), ("--version", .version),
        ]
        return tasks.first { $0.0.utf8.elementsEqual(word.utf8) }?.1
    }

    private mutating func take(_ word: String, _ value: String?) throws(Refusal) {
        let names = ["--home", "--factory", "--config", "--silence"]
        guard let name = names.firstIndex(where: { $0.utf8.elementsEqual(word.utf8) }) else {
            throw Refusal(words: "\(word) is no option of mine; --help names them")
        }
        guard let value, !value.utf8.isEmpty else { throw Refusal(words: "\(word): its value is missing") }
        switch name {
        case 0: home = value
        case 1: factory = value
        case 2: configuration = value
        default: silence = try Self.seconds(value)
        }
    }

    private static func seconds(_ value: String) throws(Refusal) -> Int64 {
        guard let seconds = Number.read(Array(value.utf8)[...]), (1...3600).contains(seconds) else {
            throw Refusal(words: "--silence \(value): whole seconds from 1 to 3600 are wanted")
        }
        return seconds * 1000
    }
}
