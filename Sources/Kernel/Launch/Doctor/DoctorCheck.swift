/// One thing the doctor looked at, what it found, and what to do if it is not as it should be.
struct DoctorCheck: Equatable, Sendable {
    let name: String
    let ok: Bool
    let detail: String
    /// Empty if nothing has to be done.
    let remedy: String

    init(_ name: String, ok: Bool, _ detail: String, remedy: String) {
        self.name = name
        self.ok = ok
        self.detail = detail
        self.remedy = ok ? "" : remedy
    }
}
