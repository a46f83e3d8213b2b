// The tests of Merging.
