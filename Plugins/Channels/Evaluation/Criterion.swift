/// One reason why a candidate may be installed, or not, or not yet. It looks at nothing but the question.
protocol Criterion {
    /// As `roost update explain` shows it.
    static var name: String { get }

    static func judge(_ question: Question) -> Finding
}
