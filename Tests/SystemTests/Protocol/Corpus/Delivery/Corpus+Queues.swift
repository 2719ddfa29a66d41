extension Corpus {
    /// Queue groups: one member each.
    static let queues: [Script] = [
        .says("one member of a group hears", "SUB foo q 1\nSUB foo q 2\nSUB foo q 3\n" + two, then: .anyMember),
        .says("each group hears once", "SUB foo q 1\nSUB foo q 2\nSUB foo r 3\nSUB foo r 4\n" + two, then: .anyMember),
        .says("a group is its name, whatever its patterns", "SUB foo q 1\nSUB * q 2\nSUB > q 3\n" + two, then: .anyMember),
        .says("plain listeners and a group", "SUB foo 9\nSUB foo q 1\nSUB foo q 2\n" + two, then: .anyMember),
        .says("groups tell upper from lower case", "SUB foo q 1\nSUB foo Q 2\nPUB foo 1\nx", then: .anyMember),
        .says("a group of one hears all", "SUB foo q 1\n" + two),
        .says("a member that left is passed over", "SUB foo q 1\nSUB foo q 2\nUNSUB 1\n" + two + "\n" + two),
        .says("a group that is empty again hears nothing", "SUB foo q 1\nUNSUB 1\n" + two),
        .says(
            "members end one by one by their maximum", "SUB foo q 1\nSUB foo q 2\nUNSUB 1 1\nUNSUB 2 1\n" + two + "\n" + two,
            then: .anyMember),
        .plays(
            "a group over two connections hears once",
            .connect("a"), .greets("a", .quiet), .says("a", "SUB foo q 1\nSUB done 2"), .fence("a"),
            .connect("b"), .greets("b", .quiet), .says("b", "SUB foo q 1\nUNSUB 1\nSUB foo q 2\nUNSUB 2"), .fence("b"),
            .connect("c"), .says("c", two), .fence("c"), .fence("a"), .fence("b")),
        .plays(
            "the member of a gone connection is passed over",
            .connect("a"), .greets("a", .quiet), .says("a", "SUB foo q 1"), .fence("a"),
            .connect("b"), .greets("b", .quiet), .says("b", "SUB foo q 1"), .fence("b"), .leave("b"),
            .connect("c"), .says("c", two + "\n" + two), .fence("c"), .fence("a")),
    ]

    private static let two = "PUB foo 1\nx\nPUB foo 1\ny"
}
