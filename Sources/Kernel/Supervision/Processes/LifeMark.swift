/// What marks every process of one life of a feature, wherever it went: the environment it was started with.
struct LifeMark: Hashable, Sendable {
    let home: String
    let id: String
    /// Another number for every start of any feature.
    let number: UInt64

    static let homeName = "ROOST_HOME"
    static let featureName = "ROOST_FEATURE"
    static let lifeName = "ROOST_LIFE"

    var environment: [String: String] {
        [Self.homeName: home, Self.featureName: id, Self.lifeName: String(number)]
    }

    init(home: String, id: String, number: UInt64) {
        (self.home, self.id, self.number) = (home, id, number)
    }

    /// The mark in an environment as /proc shows it.
    init?(environ: [UInt8]) {
        var values: [String: String] = [:]
        for variable in environ.split(separator: 0) {
            guard variable.starts(with: "ROOST_".utf8), let equals = variable.firstIndex(of: UInt8(ascii: "=")) else { continue }
            values[String(decoding: variable[..<equals], as: UTF8.self)] = String(decoding: variable[(equals + 1)...], as: UTF8.self)
        }
        guard let home = values[Self.homeName], let id = values[Self.featureName],
            let number = values[Self.lifeName].flatMap({ UInt64($0) })
        else { return nil }
        self.init(home: home, id: id, number: number)
    }
}
