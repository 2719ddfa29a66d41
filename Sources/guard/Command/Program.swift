import Glibc

/// The guard's command line.
enum Program {
    /// As roost's own `--version`; they are built of one source but share no code.
    static let version = "0.1.0"

    static func run(_ arguments: [String]) -> Int32 {
        completeDescriptors()
        let voice = Voice()
        do throws(Options.Refusal) {
            return run(try Options(arguments), voice)
        } catch {
            voice.say(error.words)
            return 2
        }
    }

    private static func run(_ options: Options, _ voice: Voice) -> Int32 {
        switch options.task {
        case .help: write(help)
        case .version: write("roost-guard \(version)\n")
        case .status: write(Report(on: DataVolume(home: options.home, factory: options.factory).find()).text)
        case .choose: return withHome(options, voice) { choose(options, voice) }
        case .watch: return withHome(options, voice) { watch(options, voice) }
        }
        return 0
    }

    private static func watch(_ options: Options, _ voice: Voice) -> Int32 {
        do throws(SystemError) {
            try Watch(options, voice: voice).run()
            return 0
        } catch {
            voice.say("signals cannot be received: \(error.words)")
            return 1
        }
    }

    private static func choose(_ options: Options, _ voice: Voice) -> Int32 {
        let volume = DataVolume(home: options.home, factory: options.factory)
        let release = Choosing(volume: volume, voice: voice).choose().release
        write((release?.name ?? "none") + "\n")
        return release == nil ? 1 : 0
    }

    /// A home has one guard: two would count each other's kernels as failures. A home that cannot be had, however, must not keep
    /// the factory release from starting.
    private static func withHome(_ options: Options, _ voice: Voice, _ body: () -> Int32) -> Int32 {
        do throws(SystemError) {
            try Folder(making: options.home).makeFolder("slots")
            let lock = try FileLock(".guard", in: Folder("\(options.home)/slots"))
            defer { withExtendedLifetime(lock) {} }
            return body()
        } catch {
            let isTaken = error.code == EWOULDBLOCK
            voice.say(isTaken ? "another guard watches \(options.home)" : "\(options.home): \(error.words)")
            return isTaken ? 1 : body()
        }
    }

    /// A program started without standard streams would take its own files for them; and what else it inherited, its kernel would too.
    /// C functions: `close_range`, `open`.
    private static func completeDescriptors() {
        roost_close_from(3)
        while true {
            let descriptor = open("/dev/null", O_RDWR | O_CLOEXEC)
            guard (0...2).contains(descriptor) else {
                _ = close(descriptor)
                return
            }
        }
    }

    private static func write(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
