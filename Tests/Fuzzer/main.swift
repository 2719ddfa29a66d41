import Glibc

// Drives one reader, ROOST_FUZZ_TARGET, by libFuzzer, whose options are this program's.
// With ROOST_FUZZ_SEEDS, a folder, it only writes its seeds there.

// int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*UserCb)(const uint8_t *Data, size_t Size))
@_silgen_name("LLVMFuzzerRunDriver") private func runDriver(
    _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutableRawPointer, _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

private func write(_ seeds: [[UInt8]], into folder: String) {
    for (number, seed) in seeds.enumerated() {
        guard let file = fopen("\(folder)/seed-\(number)", "w") else { fatalError("cannot write into \(folder)") }
        fwrite(seed, 1, seed.count, file)
        fclose(file)
    }
}

if let folder = getenv("ROOST_FUZZ_SEEDS") {
    write(FuzzTarget.chosen.seeds, into: String(cString: folder))
    exit(0)
}
var count = CommandLine.argc
var arguments = CommandLine.unsafeArgv
let status = withUnsafeMutablePointer(to: &arguments) { arguments in
    runDriver(&count, arguments) { testOneInput($0, $1) }
}
exit(status)
