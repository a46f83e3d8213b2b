// The tests of Jobs.
