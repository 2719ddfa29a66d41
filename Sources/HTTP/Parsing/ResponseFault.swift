/// What is wrong with an answer, in words.
struct ResponseFault: Error, Equatable {
    let words: String

    init(_ words: String) { self.words = words }
}
