// The tests of Handoffs.
