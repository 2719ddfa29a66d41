import Glibc
import Release
import Wire

// What `roost-bench delta` measures from outside: a small static program, so that its memory is that of the work.
let usage = """
    usage: bench-delta make OLD NEW FULL DELTA    folders to artifacts; OLD gets a release.json; prints both lengths
           bench-delta apply DELTA OLD INTO       puts NEW together again
           bench-delta unpack FULL INTO

    """

func facts(_ version: String) -> ReleaseFacts {
    guard let version = SemanticVersion(version) else { preconditionFailure("no version") }
    return ReleaseFacts(.core, version: version, architecture: "amd64")
}

func complain(_ words: String) { _ = words.withCString { write(2, $0, strlen($0)) } }

func make(_ old: String, _ new: String, _ full: String, _ delta: String) throws {
    let (oldTree, newTree) = (ReleaseTree(old), ReleaseTree(new))
    let base = try oldTree.makeManifest(facts("1.0.0"))
    guard let file = fopen("\(old)/\(ReleaseManifest.fileName)", "w") else { fatalError("cannot write into \(old)") }
    fwrite(base.bytes, 1, base.bytes.count, file)
    fclose(file)
    let manifest = try newTree.makeManifest(facts("1.1.0"))
    let whole = try FullArtifact.write(manifest, from: newTree, to: full)
    let part = try DeltaArtifact.write(manifest, from: newTree, since: base, in: oldTree, to: delta)
    print("\(whole.length) \(part.length)")
}

let words = Array(CommandLine.arguments.dropFirst())
do {
    switch (words.first, words.count) {
    case ("make", 5): try make(words[1], words[2], words[3], words[4])
    case ("apply", 4): try DeltaArtifact.apply(words[1], to: ReleaseTree(words[2]), into: words[3])
    case ("unpack", 3): try FullArtifact.unpack(words[1], into: words[2])
    default:
        complain(usage)
        exit(2)
    }
} catch {
    complain("bench-delta: \(error)\n")
    exit(1)
}
