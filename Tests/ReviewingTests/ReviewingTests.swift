// The tests of Reviewing.
