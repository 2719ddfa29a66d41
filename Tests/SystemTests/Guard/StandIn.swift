/// What stands in for the host below a guard: a shell script that does on the link what a test wants.
enum StandIn: String {
    /// Beats, is ready, ends when told to.
    case good = """
        trap 'exit 0' TERM
        echo beat >&3; echo ready >&3
        while echo beat >&3; do sleep 0.05; done
        """
    /// Beats, and is never ready.
    case beating = """
        trap 'exit 0' TERM
        while echo beat >&3; do sleep 0.05; done
        """
    /// Says nothing, until the guard is gone.
    case mute = "exec cat <&3 >/dev/null"
    case failing = "exit 3"
    /// Beats and asks to be confirmed, and keeps what is answered and whether the confirmation lay there at that moment.
    case confirming = """
        trap 'exit 0' TERM
        ask() { echo "confirm $1" >&3; read -r answer <&3; ls -x "$home/slots" >"$home/answered"; echo "$answer" >>"$home/answers"; }
        echo beat >&3; ask 8; ask 7; ask 7; ask -
        while echo beat >&3; do sleep 0.05; done
        """
    /// Says that it is to be started again, once; then it is good.
    case restarting = """
        trap 'exit 0' TERM
        echo beat >&3
        [ -e "$home/again" ] || { touch "$home/again"; echo restart >&3; exit 0; }
        while echo beat >&3; do sleep 0.05; done
        """
    /// Beats between nonsense.
    case babbling = """
        trap 'exit 0' TERM
        while head -c 100000 /dev/zero >&3 && echo >&3 && echo nonsense >&3 && echo beat >&3; do sleep 0.05; done
        """
    /// Leaves children without parents behind.
    case orphaning = """
        trap 'exit 0' TERM
        for n in 1 2 3 4 5 6 7 8; do (sh -c 'exec sleep 0.1' & ) ; done
        echo ready >&3
        while echo beat >&3; do sleep 0.05; done
        """
    /// Keeps what reaches it.
    case telling = """
        trap 'echo HUP >>"$home/signals"' HUP; trap 'echo USR1 >>"$home/signals"' USR1; trap 'echo TERM >>"$home/signals"; exit 0' TERM
        env >"$home/environment"; ls /proc/$$/fd >"$home/descriptors"; 
        # By the shell itself: while it starts a program, all of its signals are blocked.
        while read -r line; do case $line in Sig*) echo "$line" ;; esac; done </proc/$$/status >"$home/masks"
        echo ready >&3
        while echo beat >&3; do sleep 0.05; done
        """

    /// It first writes into `<home>/starts` which slot was started, with what process number and words.
    func script(home: String) -> String {
        "#!/bin/sh\nhome='\(home)'\necho \"$ROOST_SLOT $$ $*\" >>\"$home/starts\"\n\(rawValue)\n"
    }
}
