@testable import PluginKit
@testable import Update

/// Where processes of the plugin come and go on one world.
final class Stage {
    let world = World()
    private let backgrounds: Backgrounds

    init(_ backgrounds: Backgrounds) { self.backgrounds = backgrounds }

    /// A process that has read what there is to read. Its alarms are not rung unless time passes.
    func life(_ prepare: (Life) -> Void = { _ in }) async throws -> Life {
        let life = Life(world, on: backgrounds)
        prepare(life)
        do throws(Fault) {
            try await life.office.open()
        } catch {
            // It has died while starting, as a test wanted.
            guard life.isOver else { throw error }
        }
        return life
    }
}
