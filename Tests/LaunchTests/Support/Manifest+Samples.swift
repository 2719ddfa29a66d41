import Manifests

extension Manifest.Limits {
    static var none: Manifest.Limits { Manifest(id: "x", version: "1.0.0", exec: ["x"]).limits }

    static func with(_ change: (inout Manifest.Limits) -> Void) -> Manifest.Limits {
        var limits = none
        change(&limits)
        return limits
    }
}
