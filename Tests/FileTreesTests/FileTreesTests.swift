// The tests of FileTrees.
