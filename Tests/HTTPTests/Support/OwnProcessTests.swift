import Testing

/// Tests with a process of their own that dies; `Config/test` runs them by themselves.
@Suite struct OwnProcessTests {}
