/// How often which verdict was given on one version; `Config/crashes` adds them up.
struct Tally: CustomStringConvertible {
    let version: NewVersion
    let verdicts: [Verdict]

    var description: String {
        let ends = Dictionary(grouping: verdicts, by: \.end).sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.count)" }
        let wrong = verdicts.count { !$0.flaws.isEmpty }
        return "tally of \(version): \((ends + ["cases \(verdicts.count)", "wrong \(wrong)"]).joined(separator: ", "))"
    }
}
