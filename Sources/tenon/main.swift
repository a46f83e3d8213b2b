import Glibc
import TenonCommands

exit(run(Array(CommandLine.arguments.dropFirst())))
