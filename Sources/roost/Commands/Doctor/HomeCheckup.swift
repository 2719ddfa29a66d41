import Contracts
import Glibc
import Launch

/// What can be said of a home without its host.
struct HomeCheckup {
    private let home: Home

    init(_ home: Home) { self.home = home }

    func checks() -> [KernelContract.Check] { [folder, configuration] }

    private var folder: KernelContract.Check {
        guard access(home.path, F_OK) == 0 else {
            return check("home-folder", "\(home.path): \(SystemError.last.words)", "start a host there: roost run --home \(home.path)")
        }
        return .init(name: "home-folder", ok: true, detail: home.path)
    }

    private var configuration: KernelContract.Check {
        do throws(CommandFailure) {
            let isThere = access(home.configuration, F_OK) == 0
            _ = try ConfigurationFile.read(nil, home: home)
            return .init(name: "configuration", ok: true, detail: isThere ? home.configuration : "defaults: no \(home.configuration)")
        } catch {
            return check("configuration", error.words, "correct it; the host reads it when it starts")
        }
    }

    private func check(_ name: String, _ detail: String, _ remedy: String) -> KernelContract.Check {
        .init(name: name, ok: false, detail: detail, remedy: remedy)
    }
}
