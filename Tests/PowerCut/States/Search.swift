/// Goes through a recording event by event and collects the states a cut may leave, each once.
struct Search {
    struct Found {
        let state: CrashState
        /// Everything that was done is there, or nothing that was not synced.
        let isPlain: Bool
    }

    private struct Key: Hashable {
        let fingerprint: Int
        let said: Int
    }

    private let recording: Recording
    private let limits: Enumeration.Limits
    private var dice: Dice
    private var names: NameLedger
    private var files: FileLedger
    private var said: [String] = []
    private var seen: Set<Key> = []
    private(set) var found: [Found] = []
    private(set) var tried = 0
    private(set) var conceivable = 0.0

    var histories: [NodeID: FileHistory] { files.histories }

    init(_ recording: Recording, _ limits: Enumeration.Limits) {
        self.recording = recording
        self.limits = limits
        dice = Dice(seed: limits.seed)
        names = NameLedger(recording.names)
        files = FileLedger(recording)
        cut(at: 0)
    }

    mutating func cut(after count: Int) {
        let event = recording.events[count - 1]
        names.take(event, at: count - 1)
        files.take(event, at: count - 1)
        if case .said(let text) = event.deed { said.append(text) }
        // A sync makes some states impossible, it makes no new one.
        if !event.isSync { cut(at: count) }
    }

    private mutating func cut(at event: Int) {
        let (variants, conceivable) = names.variants(atMost: limits.names, &dice)
        for (index, variant) in variants.enumerated() {
            let places = places(in: variant.names)
            let open = openFiles(among: places)
            let plan = choices(for: open, isFirst: index == 0, isSecond: index == 1)
            if index == 0 { self.conceivable += open.reduce(conceivable) { $0 * Double($1.count) } }
            for choice in plan { add(event, variant, places, choice, isPlain: choice.isPlain && index < 2) }
        }
    }

    private typealias Place = (path: String, node: NodeID)

    private func places(in names: Namespace) -> [Place] {
        var places: [Place] = []
        names.walk { places.append(($0, $1)) }
        return places
    }

    /// Reachable files that have more than one version.
    private mutating func openFiles(among places: [Place]) -> [[FileVersion]] {
        var open: [[FileVersion]] = []
        for node in Set(places.map(\.node)).sorted(by: { $0.number < $1.number }) {
            let versions = files.versions(of: node, &dice)
            if versions.count > 1 { open.append(versions) }
        }
        return open
    }

    private struct Choice {
        var versions: [NodeID: FileVersion] = [:]
        var hasOldRights = false
        var isPlain = false
    }

    private mutating func choices(for open: [[FileVersion]], isFirst: Bool, isSecond: Bool) -> [Choice] {
        func all(_ place: Int) -> [NodeID: FileVersion] {
            open.reduce(into: [:]) { $0[$1[0].node] = $1[min(place, $1.count - 1)] }
        }
        var choices = [Choice(versions: all(0), isPlain: true), Choice(versions: all(1), hasOldRights: true, isPlain: true)]
        if !open.isEmpty { choices.append(Choice(versions: all(2))) }
        guard isFirst || isSecond else { return choices }
        for versions in open {
            for version in versions.dropFirst() {
                choices.append(Choice(versions: all(0).merging([version.node: version]) { $1 }))
                if isSecond && open.count > 1 {
                    choices.append(Choice(versions: all(1).merging([version.node: version]) { $1 }, hasOldRights: true))
                }
            }
        }
        guard open.count > 1 else { return choices }
        for _ in 0..<limits.mixtures {
            choices.append(Choice(versions: open.reduce(into: [:]) { $0[$1[0].node] = $1[dice.next(below: $1.count)] }))
        }
        return choices
    }

    private mutating func add(_ event: Int, _ variant: NameVariant, _ places: [Place], _ choice: Choice, isPlain: Bool) {
        tried += 1
        var hasher = Hasher()
        var items: [DiskImage.Item] = []
        for place in places {
            let rights = files.rights(of: place.node, certainOnly: choice.hasOldRights)
            let kind = kind(of: place.node, choice)
            hasher.combine(place.path)
            hasher.combine(rights)
            switch kind {
            case .folder: hasher.combine(0)
            case .link(let target): hasher.combine(target)
            case .file where Scope.isSharedMemory(place.path): hasher.combine(1)
            case .file(let version): hasher.combine(files.fingerprint(of: version))
            }
            items.append(DiskImage.Item(path: place.path, node: place.node, kind: kind, rights: rights))
        }
        let fingerprint = hasher.finalize()
        guard seen.insert(Key(fingerprint: fingerprint, said: said.count)).inserted else { return }
        let state = CrashState(
            event: event, words: words(variant, choice), said: said, fingerprint: fingerprint, image: DiskImage(items: items))
        found.append(Found(state: state, isPlain: isPlain))
    }

    private mutating func kind(of node: NodeID, _ choice: Choice) -> DiskImage.Item.Kind {
        switch recording.nodes[node.number].kind {
        case .folder: .folder
        case .link(let target): .link(target)
        case .file: .file(choice.versions[node] ?? files.versions(of: node, &dice)[0])
        }
    }

    private func words(_ variant: NameVariant, _ choice: Choice) -> String {
        let versions = choice.versions.values.filter { !$0.words.isEmpty && $0.words != "written" }.sorted {
            $0.node.number < $1.node.number
        }
        return ([variant.words] + versions.map { "file \($0.node.number) \($0.words)" }).joined(separator: ", ")
    }
}
