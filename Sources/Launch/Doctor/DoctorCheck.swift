/// One thing the doctor looked at, what it found, and what to do if it is not as it should be.
package struct DoctorCheck: Equatable, Sendable {
    package let name: String
    package let ok: Bool
    package let detail: String
    /// Empty if nothing has to be done.
    package let remedy: String

    package init(_ name: String, ok: Bool, _ detail: String, remedy: String) {
        self.name = name
        self.ok = ok
        self.detail = detail
        self.remedy = ok ? "" : remedy
    }
}
