/// The budgets of DESIGN section 16 that a run can judge, with what came out.
struct Budgets {
    private var table = Table(["budget", "is", "verdict"])
    private(set) var areMet = true
    private var isEmpty = true

    mutating func atLeast(_ limit: Double, _ what: String, _ value: Double, unit: String = "×") {
        judge("\(what) ≥ \(plain(limit)) \(unit)", "\(fixed(value, 2)) \(unit)", value >= limit)
    }

    mutating func atMost(_ limit: Double, _ what: String, _ value: Double, unit: String = "×") {
        judge("\(what) ≤ \(plain(limit)) \(unit)", "\(fixed(value, 2)) \(unit)", value <= limit)
    }

    mutating func holds(_ what: String, _ words: String, _ isMet: Bool) {
        judge(what, words, isMet)
    }

    private mutating func judge(_ budget: String, _ value: String, _ isMet: Bool) {
        table.add([budget, value, isMet ? "met" : "MISSED"])
        areMet = areMet && isMet
        isEmpty = false
    }

    func show() {
        if !isEmpty { table.show("Budgets") }
    }

    private func plain(_ value: Double) -> String {
        value == value.rounded() ? fixed(value, 0) : value * 10 == (value * 10).rounded() ? fixed(value, 1) : fixed(value, 2)
    }
}
