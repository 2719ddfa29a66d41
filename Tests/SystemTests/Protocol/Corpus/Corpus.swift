/// Every script, by theme.
enum Corpus {
    static let all: [Script] = [lexing].flatMap { $0 }
}
