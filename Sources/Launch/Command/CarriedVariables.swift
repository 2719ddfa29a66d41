import Glibc

/// The variables a manifest sets, on their way through the launcher: under names that no loader and no library heeds.
/// The launcher is still root: an LD_PRELOAD meant for a feature of user nobody must not be loaded into it.
package enum CarriedVariables {
    private static let prefix: StaticString = "ROOST_SET_"

    /// What the launcher is given for `NAME=value`.
    package static func wrapped(_ variable: String) -> String { "\(prefix)\(variable)" }

    /// Gives them their own names, in this process's environment: the last thing before exec. Allocates nothing.
    static func unwrap() {
        let length = prefix.utf8CodeUnitCount
        var place = environ
        while let variable = place.pointee {
            if strncmp(variable, prefix.utf8Start, length) == 0 { place.pointee = variable + length }
            place += 1
        }
    }
}
