public import CLibC

/// What Embedded Swift's standard library leaves out.
public enum CommandLine {
    /// All of them, with the name of the program first.
    public static var arguments: [String] {
        var all: [String] = []
        var next = roost_arguments()
        while let text = next?.pointee {
            all.append(String(cString: text))
            next = next.map { $0 + 1 }
        }
        return all
    }
}
