import Testing

/// Tests with processes of their own whose ends they wait for; `Config/test` runs them by themselves.
@Suite struct OwnProcessTests {}
