import CLibC

exit(Program.run(Program.arguments))
