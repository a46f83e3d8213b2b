// The tests of Applying.
