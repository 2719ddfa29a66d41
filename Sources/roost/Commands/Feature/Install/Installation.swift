import Files
import Glibc
import Launch
import Manifests

/// One feature's way into a home: copied aside, checked there by the host's own reader, then swapped in.
struct Installation {
    /// What was installed.
    struct Release: Equatable, CustomStringConvertible {
        let id: String
        let version: String
        /// Hidden folders of the source that stayed there.
        var leftOut: [String] = []
        var description: String { "\(id) \(version)" }
    }

    private let source: String
    private let home: Home

    init(of source: String, into home: Home) { (self.source, self.home) = (source, home) }

    func perform() throws(CommandFailure) -> Release {
        guard access(home.path, F_OK) == 0 else {
            throw CommandFailure("there is no home at \(home.path); make it with mkdir, or start a host there first")
        }
        try HomeFolders(home).prepare()
        let staging = try Staging(in: home)
        let result = Result { () throws(CommandFailure) in try install(by: staging) }
        try staging.discard()
        return try result.get()
    }

    private func install(by staging: Staging) throws(CommandFailure) -> Release {
        var name = FilePath(source).names.last ?? "feature"
        let leftOut = HiddenFolders(of: source).notNamed(by: try InputFile.read("\(source)/plugin.toml", limit: 64 * 1024))
        var copy = TreeCopy(leavingOut: Set(leftOut))
        try copy.copy(source, to: "\(staging.path)/\(name)")
        // The folder's name is the author's business; in the home it is the id.
        if let id = check(name, in: staging).failure?.id, id != name, FeatureArgument(argument: id) != nil {
            guard rename("\(staging.path)/\(name)", "\(staging.path)/\(id)") == 0 else { throw CommandFailure(SystemError.last.words) }
            name = id
        }
        switch check(name, in: staging) {
        case .success(let manifest):
            try refuseSecondForm(manifest.id)
            try staging.swapIn(manifest.id)
            return Release(id: manifest.id, version: manifest.version, leftOut: leftOut)
        case .failure(let problem):
            // The staging is nothing its author knows.
            let words = "\(problem.file):\(problem.line): \(problem.reason); \(problem.remedy)"
                .replacing("\(staging.path)/\(name)/", with: "\(source)/")
            throw CommandFailure(Printable.line(words))
        }
    }

    /// The staged manifest, read beside the installed ones.
    private func check(_ name: String, in staging: Staging) -> Result<Manifest, ManifestProblem> {
        let output = (try? OwnProgram.output(["roost-manifests", staging.path, home.plugins])) ?? []
        // The staging folder comes first, and holds this one only.
        let line = output.split(separator: UInt8(ascii: "\n")).first.flatMap { ManifestLine(bytes: Array($0)) }
        switch line {
        case .valid(let manifest): return .success(manifest)
        case .invalid(let problem): return .failure(problem)
        case nil:
            return .failure(
                ManifestProblem(id: name, file: "\(name)/plugin.toml", reason: "cannot be read", remedy: "write it anew"))
        }
    }

    private func refuseSecondForm(_ id: String) throws(CommandFailure) {
        let file = "\(home.plugins)/\(id).toml"
        guard access(file, F_OK) != 0 else { throw CommandFailure("\(file) is the manifest of '\(id)' already; remove that file first") }
    }
}

extension Result {
    fileprivate var failure: Failure? {
        if case .failure(let error) = self { error } else { nil }
    }
}
