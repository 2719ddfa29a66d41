import Glibc

extension Doctor {
    var homeWritable: DoctorCheck {
        let may = access(home, W_OK) == 0
        return DoctorCheck(
            "home", ok: may, may ? "\(home) is writable" : "\(home) cannot be written (\(SystemError.last.words))",
            remedy: "create it, and give it to the host's user")
    }

    var homeSpace: DoctorCheck {
        var status = statvfs()
        guard statvfs(home, &status) == 0 else {
            return DoctorCheck("home-space", ok: false, "unknown (\(SystemError.last.words))", remedy: "create \(home)")
        }
        // Some file systems tell numbers beyond all measure.
        let free = UInt64(min(1e15, Double(status.f_bavail) * Double(status.f_frsize) / Double(1 << 20)))
        return DoctorCheck(
            "home-space", ok: free >= 16, "\(free) MB free below \(home)",
            remedy: "make room: with a full disk neither logs nor states are kept")
    }

    /// Routers boot in 1970 and wait for NTP.
    var clock: DoctorCheck {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        let year = Self.year(at: now.tv_sec)
        return DoctorCheck(
            "clock", ok: year >= 2024, "the year is \(year)",
            remedy: "set the clock or wait for NTP; supervision does not depend on it, times shown do")
    }

    static func year(at seconds: Int) -> Int {
        var seconds = seconds
        var date = tm()
        gmtime_r(&seconds, &date)
        return Int(date.tm_year) + 1900
    }

    var processes: DoctorCheck {
        let may = KernelFile.read("/proc/self/stat", limit: 16) != nil
        return DoctorCheck(
            "proc", ok: may, may ? "/proc is readable" : "/proc cannot be read",
            remedy: "mount /proc; features are started from it")
    }

    var watches: DoctorCheck {
        let limit = KernelFile.read("/proc/sys/fs/inotify/max_user_instances").flatMap { Int($0.filter(\.isNumber)) } ?? 0
        return DoctorCheck(
            "manifest-watch", ok: limit >= 16, "\(limit) inotify instances for each user",
            remedy: "raise fs.inotify.max_user_instances; until then changed manifests may go unnoticed")
    }

    var orphans: DoctorCheck {
        let ok = getpid() == 1 || LinuxCall.isSubreaper
        return DoctorCheck(
            "orphans", ok: ok, "processes that features leave behind are \(ok ? "" : "not ")taken in by the host",
            remedy: "Linux 3.4 or newer is needed, or the host as process 1")
    }
}
