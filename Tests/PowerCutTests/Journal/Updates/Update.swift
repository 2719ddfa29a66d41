/// An update of the runtime and of a feature in one transaction, with every kind of operation.
enum Update {
    static let operations = """
        [{"do":"snapshot-database","path":"@home/data/app/app.db","to":"@home/data/app/before.db"},
        {"do":"migrate-database","path":"@home/data/app/app.db","scripts":"@home/data/app/scripts"},
        {"do":"move","from":"@home/data/app/parts/program","to":"@home/data/app/program"},
        {"do":"write-file","path":"@home/data/app/settings","content":"new"},
        {"do":"remove-tree","path":"@home/data/app/cache"}]
        """

    static let trial = """
        {"do":"arm-trial","previous":"a","slot":"b","deadline":600},{"do":"swap-link","link":"@home/slots/current","to":"b"}]
        """

    /// Without the slots: nobody has to start anew.
    static let feature = begin(operations)
    static let file = begin(#"[{"do":"write-file","path":"@home/data/app/settings","content":"new"}]"#)
    static let core = begin(operations.dropLast() + "," + trial)

    private static func begin(_ operations: String) -> String {
        let line = operations.split(separator: "\n").joined()
        return #"{"kind":"update","from":"1","to":"2","operations":\#(line)}"#
    }
}
