// The tests of Planning.
