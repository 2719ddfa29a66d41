import Glibc

/// `roost-launch`: the chain loader between the host and a feature. It dresses its own process in the feature's limits
/// and sandbox, then becomes the feature; what it was given as descriptors 0 to 3 it passes on, nothing else.
public enum LaunchCommand {
    /// Returns only if the feature could not be started: 126 if a limit or sandbox failed, 127 if the program did.
    public static func run(arguments: [String]) -> Int32 {
        let feature = arguments.first == "--feature" ? arguments.dropFirst().first : nil
        do {
            try become(LaunchOptions(parsing: arguments))
        } catch {
            StandardError.say(error.line(feature: feature ?? "?"))
            return error.step.rawValue
        }
    }

    /// The one right order. Groups, score, names and folders need root and open files; what is below the limits of
    /// memory and files must not allocate or open much; the user switch clears the death signal, hence that comes last.
    private static func become(_ options: LaunchOptions) throws(LaunchFailure) -> Never {
        let program = Program(options.program)
        try join(options.groups)
        try setOutOfMemoryScore(options.oomScore)
        let account = try account(options.user)
        try prepareDataFolder(options.dataFolder, for: account)
        if options.withoutNetwork { try NetworkNamespace.enter() }
        if options.noNewPrivileges { try forbidNewPrivileges() }
        try restrictFiles(options)
        try ResourceLimits.apply(options.limits)
        try account?.become()
        try enter(options.directory, as: options.user)
        try dieWithParent(options)
        restoreSignals()
        try program.execute(as: options.user)
    }
}
