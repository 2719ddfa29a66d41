import Wire

/// One feature as `kernel.status` tells it.
struct FeatureView: CustomStringConvertible {
    let id: String
    var version: String?
    var state: String
    var pid: Int32?
    var restarts = 0
    var crashes = 0
    var cause: String?

    static func missing(_ id: String) -> FeatureView { FeatureView(id: id, state: "missing") }

    init(_ json: JSON) {
        id = json["id"]?.string ?? ""
        version = json["version"]?.string
        state = json["state"]?.string ?? ""
        pid = json["pid"]?.integer.map { Int32(truncatingIfNeeded: $0) }
        restarts = Int(json["restarts"]?.integer ?? 0)
        crashes = Int(json["crashes"]?.integer ?? 0)
        cause = json["cause"]?.string
    }

    private init(id: String, state: String) { (self.id, self.state) = (id, state) }

    var description: String {
        "\(state), pid \(pid.map(String.init) ?? "none"), \(restarts) restarts, \(crashes) crashes, cause \(cause ?? "none")"
    }
}
