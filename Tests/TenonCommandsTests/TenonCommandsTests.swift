// The tests of TenonCommands.
