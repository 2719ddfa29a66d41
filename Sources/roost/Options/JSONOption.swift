import ArgumentParser

/// Whether a script reads.
struct JSONOption: ParsableArguments {
    @Flag(help: "Print JSON with stable keys.")
    var json = false
}
