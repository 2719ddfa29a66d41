import ArgumentParser
import PluginKit

/// A live screen of what the features use.
struct TopCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "top", abstract: "Watch what features use: processor, memory, messages.",
        discussion: """
            On a terminal a live screen, 'q' ends it; in a pipe, plain lines once. Memory is resident memory of the feature's whole \
            process group.

            Examples:
              roost top
              roost top --interval 5
              roost top --json | jq '.features[] | {id, memoryBytes}'
            """)

    @OptionGroup var host: HostOptions
    @OptionGroup var form: JSONOption

    @Option(help: ArgumentHelp("The time a sample takes.", valueName: "seconds"))
    var interval = Seconds(1)

    func run() throws {
        let (home, interval, isJSON) = (host.home, interval, form.json)
        try host.door.enter { bus in
            let meter = TopMeter(bus, home: home)
            try await meter.begin()
            guard !isJSON, let screen = LiveScreen() else {
                Self.print(try await meter.sample(after: interval), isJSON: isJSON)
                return
            }
            defer { screen.close() }
            try await Self.show(meter, on: screen, every: interval)
        }
    }

    private static func print(_ sample: TopSample, isJSON: Bool) {
        let text = TopText(sample, now: UnixTime.now)
        if isJSON { return Output.line(text.json) }
        text.lines(width: TerminalSize.ofOutput?.columns, style: .ofOutput).forEach(Output.line)
    }

    private static func show(_ meter: TopMeter, on screen: LiveScreen, every interval: Seconds) async throws {
        // The first figures come soon, the later ones in their time.
        var sample = try await meter.sample(after: Seconds(0.1))
        while true {
            let text = TopText(sample, now: UnixTime.now)
            screen.draw(text.screen(of: TerminalSize.ofOutput ?? .usual, style: .ofOutput))
            let left = sample.time + interval.value - TopReading.now
            switch screen.wait(milliseconds: Int32(max(0, min(left, TopMeter.patience.value)) * 1000)) {
            case .quit: return
            case .resized: continue
            case .timeOut: if left > TopMeter.patience.value { try await meter.listen() } else { sample = try await meter.sample() }
            }
        }
    }
}
