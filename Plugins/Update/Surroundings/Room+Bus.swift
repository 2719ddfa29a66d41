import Contracts
import EventLoop
import Glibc
import PluginKit

extension Room {
    /// Of the plugin, on its bus.
    init(_ bus: BusConnection, _ records: some Records, works: HostWorks, _ site: Site) {
        let scanner = FolderScanner(on: bus.makeLane())
        self.init(
            works: works, records: records,
            evaluate: { question async throws(Fault) in
                var question = question
                question.epoch = await works.epoch(of: question.candidate.id)
                return try await Self.evaluate(question, bus)
            },
            state: { () async throws(Fault) in try await Self.state(bus, site) }, tell: { await Self.tell($0, bus) },
            say: { bus.log($0) }, clocks: .machine, alarm: { Timer(on: bus.loop, $0) }, spawn: { bus.errand($0) },
            scan: { await scanner.scan($0) }, staging: site.staging)
    }

    private static func evaluate(
        _ question: ChannelsContract.Evaluate, _ bus: BusConnection
    ) async throws(Fault) -> ChannelsContract.Evaluation {
        do throws(BusError) {
            return try await bus.request(ChannelsContract.Subject.evaluate, question, timeout: .seconds(20))
        } catch {
            throw Fault(.policy, "the policy could not be asked: \(error); see 'roost feature show channels'")
        }
    }

    private static func state(_ bus: BusConnection, _ site: Site) async throws(Fault) -> HostState {
        do throws(BusError) {
            let status: KernelContract.Status = try await bus.request(KernelContract.Subject.status)
            return HostState(status, chosenSlot: chosenSlot(site))
        } catch {
            throw Fault(.machine, "the kernel does not say how it is: \(error)")
        }
    }

    /// What `slots/current` is a link to. (readlink)
    private static func chosenSlot(_ site: Site) -> String? {
        withUnsafeTemporaryAllocation(byteCount: 64, alignment: 1) { bytes in
            let length = readlink(site.currentSlot, bytes.baseAddress!.assumingMemoryBound(to: CChar.self), bytes.count)
            return length > 0 ? String(decoding: bytes.prefix(length), as: UTF8.self) : nil
        }
    }

    /// What cannot be told because the bus is gone, ends the plugin anyway.
    private static func tell(_ news: News, _ bus: BusConnection) async {
        do throws(BusError) {
            switch news {
            case .step(let step): try await bus.publish("event.update.\(step.stage)", step)
            case .report(let report): try await bus.publish(UpdateContract.Event.stage(.report), report)
            case .notice(let notice): try await bus.publish(UpdateContract.Event.notice, notice)
            }
        } catch {
            bus.log("an event could not be told: \(error)")
        }
    }
}

extension HostState {
    init(_ status: KernelContract.Status, chosenSlot: String?) {
        for feature in status.features {
            guard let version = feature.version else { continue }
            features[feature.id] = Feature(
                version: version, isDisabledByCrashes: feature.state == "disabled" && feature.cause != "by an operator",
                crashes: feature.crashes)
        }
        (slot, self.chosenSlot) = (status.slot, chosenSlot)
    }
}
