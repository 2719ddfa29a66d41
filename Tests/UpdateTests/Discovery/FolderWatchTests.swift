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
            let watch = FolderWatch([folder.path, folder.path("missing")], life.room)
            var sent: [Errand] = []
            watch.send = { sent.append($0) }
            watch.start()
            #expect(sent.isEmpty)
            life.pass(5000)
            life.pass(5000)
            #expect(sent == [Errand(cause: .folder, look: Look(place: .folder(folder.path("stick"))))])
        }
    }
}
