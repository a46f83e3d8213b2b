// The tests of Skeletons.
