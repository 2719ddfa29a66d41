import Foundation
import Support
import Testing

@testable import Update

@Suite struct FolderWatchTests {
    @Test func `a repository in a watched folder, or directly in it, is sent for`() async throws {
        try await onStage { stage in
            let folder = try TemporaryFolder("watched")
            try folder.write("{}", to: "stick/metadata/timestamp.json")
            try folder.write("no repository", to: "other/file")
            let life = try await stage.life()
            var roots = [folder.path("missing")]
            let watch = FolderWatch({ roots }, life.room)
            var (sent, isFull): ([Errand], Bool) = ([], true)
            watch.send = {
                sent.append($0)
                return !isFull
            }
            watch.start()
            for _ in 0..<2 { try await life.lookAgain() }
            #expect(sent.isEmpty)
            roots.append(folder.path)
            for _ in 0..<2 { try await life.lookAgain() }
            #expect(sent.count == 1, "the policy has come to name it, and it was seen twice as it is")
            isFull = false
            for _ in 0..<8 { try await life.lookAgain() }
            #expect(sent.count == 2, "there was no room for it")
            #expect(sent.last == Errand(cause: .folder, look: Look(place: .folder(folder.path("stick")))))
        }
    }
}

extension Life {
    /// Five seconds later, with what follows from it.
    fileprivate func lookAgain() async throws {
        try await wait(for: "the next look to be planned") { alarms.contains { $0.due != nil } }
        pass(5000)
        for _ in 0..<20 { await Task.yield() }
    }
}
