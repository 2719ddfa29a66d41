import Testing

/// Tests with real hosts and other processes of their own; `Config/test` runs them by themselves.
@Suite struct OwnProcessTests {}
