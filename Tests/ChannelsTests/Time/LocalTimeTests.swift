import Foundation
import Testing

@testable import Channels

/// Our clocks beside those of the C library, as coreutils' date shows them.
@Suite struct LocalTimeTests {
    private static let folder = URL(fileURLWithPath: "/usr/share/zoneinfo")

    private static func file(_ name: String) -> [UInt8]? { (try? Data(contentsOf: folder.appending(path: name))).map(Array.init) }

    /// What `date` says of each moment in a zone, in seconds from UTC.
    private static func offsets(_ zone: String, _ moments: [Int]) throws -> [Int] {
        let (process, output) = (Process(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/bin/date")
        process.arguments = ["-f", "-", "+%::z"]
        process.environment = ["TZ": zone]
        process.standardOutput = output
        let list = FileManager.default.temporaryDirectory.appending(path: "moments-\(UUID())")
        try moments.map { "@\($0)\n" }.joined().write(to: list, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: list) }
        process.standardInput = try FileHandle(forReadingFrom: list)
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return text.split(separator: "\n").map { line in
            let parts = line.dropFirst().split(separator: ":").compactMap { Int($0) }
            return (line.first == "-" ? -1 : 1) * (parts[0] * 3600 + parts[1] * 60 + parts[2])
        }
    }

    /// Half past and around: 1920 to 2100, every 37 days and 5 hours.
    private static let moments = Array(stride(from: -1_577_923_200, through: 4_102_444_800, by: 3_214_800))
    /// Every quarter of an hour around the changes of two years.
    private static let fine = Array(stride(from: 1_772_000_000, through: 1_772_000_000 + 2 * 31_557_600, by: 21_900))

    @Test(arguments: [
        "Europe/Berlin", "Europe/Dublin", "America/New_York", "America/Sao_Paulo", "Africa/Casablanca", "Asia/Kathmandu", "Asia/Tehran",
        "Australia/Lord_Howe", "Pacific/Apia", "Pacific/Auckland", "Antarctica/Troll", "America/St_Johns", "Asia/Gaza", "Etc/GMT+12", "UTC",
    ])
    func `a named zone shows what the C library shows`(_ zone: String) throws {
        let time = try #require(LocalTime(zone, file: Self.file))
        for moments in [Self.moments, Self.fine] {
            let expected = try Self.offsets(zone, moments)
            #expect(expected.count == moments.count)
            for (moment, offset) in zip(moments, expected) where time.offset(at: moment) != offset {
                Issue.record("\(zone) at \(moment): \(time.offset(at: moment)), not \(offset)")
                return
            }
        }
    }

    @Test(arguments: [
        "UTC0", "CET-1CEST,M3.5.0,M10.5.0/3", "EST5EDT,M3.2.0,M11.1.0", "NZST-12NZDT,M9.5.0,M4.1.0/3", "<-03>3<-02>,M3.5.0/-1,M10.5.0/0",
        "IST-5:30", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "AAA3BBB,J60/2,J300/2", "AAA3BBB,59/2,299/2",
    ])
    func `a POSIX rule shows what the C library shows`(_ zone: String) throws {
        let time = try #require(LocalTime(zone) { _ in nil })
        let expected = try Self.offsets(zone, Self.fine)
        for (moment, offset) in zip(Self.fine, expected) where time.offset(at: moment) != offset {
            Issue.record("\(zone) at \(moment): \(time.offset(at: moment)), not \(offset)")
            return
        }
    }

    @Test(arguments: [
        "", "CE-1", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.6.0,M10.5.0",
        "CET-1CEST,M3.5.7,M10.5.0",
        "CET-25", "CET-1CEST,M3.5.0,M10.5.0/3x", "CET-1CEST,J0,J300", "CET-1CEST,366,1", "<CET-1", "CET-1:60",
        "CET-1CEST,M3.5.0/168,M10.5.0",
        "../../etc/localtime", "/etc/localtime", "Europe//Berlin", "Europe/Atlantis", "Europe", "Europe/Berlin ",
    ])
    func `what is no zone, or not known here, is refused`(_ zone: String) { #expect(LocalTime(zone, file: Self.file) == nil) }

    /// RFC 9636's way to say that summer never ends.
    @Test func `a summer time of the whole year is one`() throws {
        let time = try #require(LocalTime("EST5EDT4,0/0,J365/25") { _ in nil })
        #expect(Self.fine.allSatisfy { time.offset(at: $0) == -14_400 })
    }

    @Test func `a damaged file is refused or harmless, wherever it is cut or changed`() throws {
        let bytes = try #require(Self.file("Europe/Berlin"))
        for end in stride(from: 0, to: bytes.count, by: 7) { #expect(ZoneFile(Array(bytes[..<end])) == nil) }
        for place in stride(from: 0, to: bytes.count, by: 3) {
            for value in [0, 0x7F, 0xFF] as [UInt8] {
                var changed = bytes
                changed[place] = value
                _ = ZoneFile(changed)?.offset(at: 1_772_000_000)
            }
        }
        #expect(ZoneFile([UInt8](repeating: 0x54, count: ZoneFile.largest + 1)) == nil)
    }

    @Test func `a local time that never is, and one that is twice, have one moment`() throws {
        let berlin = try #require(LocalTime("CET-1CEST,M3.5.0,M10.5.0/3") { _ in nil })
        // 2026-03-29 and 2026-10-25, half past two.
        let (spring, autumn) = (1_774_751_400, 1_792_895_400)
        #expect(berlin.utc(ofLocal: spring) == spring - 3600, "half past three, by the clock that was put forward")
        #expect(berlin.utc(ofLocal: autumn) == autumn - 7200, "the first time")
        #expect(berlin.utc(ofLocal: autumn + 3600) == autumn)
    }
}
