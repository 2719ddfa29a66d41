import Contracts
import PluginKit
struct HostWorks: Works {
    init(bus: BusConnection, data: String, home: String) {}
    var discovery: any Discovery { fatalError() }
    func work(for stage: UpdateContract.Stage) -> any StageWork { fatalError() }
    func tidy(keeping update: String?) async {}
}
