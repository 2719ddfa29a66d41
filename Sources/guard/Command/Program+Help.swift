extension Program {
    static let help = """
        usage: roost-guard --home DIR [--factory DIR] [--config FILE] [--silence SECONDS]
               roost-guard --choose --home DIR [--factory DIR]
               roost-guard --status --home DIR [--factory DIR]

        Keeps the host running: starts `bin/roost run` of the release in DIR/slots/current, starts it again when it ends or is
        silent, goes back to the previous slot when a new one does not prove itself, and to the factory release when both fail.

          --home DIR         the host's folder
          --factory DIR      the release that came with the machine (default /usr/lib/roost/factory)
          --config FILE      given on to the host
          --silence SECONDS  without a sign of life from the host until it is killed (default 15)
          --choose           do what a start does up to the choice, print it (a, b, factory or none), start nothing
          --status           print what lies in DIR/slots and what would be chosen, change nothing
          --help, --version

        TERM and INT end the host and the guard. Exit status: 0 ended when told to, 1 it could not be done, 2 usage.

        """
}
