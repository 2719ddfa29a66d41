import Testing

/// Tests whose body runs in a process of its own: they are for all children, descriptors or signals of one.
///
/// `Config/test` runs them by themselves. Swift Testing finds the end of such a process by waiting for any child, and never gets
/// past one that another test has left as a zombie.
@Suite struct OwnProcessTests {}
