import Testing

@testable import Manifests

@Suite struct `The lines of keys` {
    @Test func `each key is found, whatever stands around it`() {
        let text = """
            a = 1
            # b = 2
            list = [ "x = 1",
              "]", # ]
            ]
            long = \"\"\"
            [ready]
            by = "no"
            \"\"\"
            "quoted" = '''
            id = 1'''

            [ready] # here
            by = "bus"
              within=3
            [ deep . er ]
            'k' = { x = 1 }
            dotted.key = 4
            """
        let lines = KeyLines(Array(text.utf8))
        #expect(
            ["a", "list", "long", "quoted", "ready", "ready.by", "ready.within", "deep.er.k", "deep.er.dotted.key"].map { lines[$0] } == [
                1, 3, 6, 10, 13, 14, 15, 17, 18,
            ])
        #expect(lines["ready.unknown"] == 13 && lines["unknown"] == 1 && lines["b"] == 1)
    }
}
