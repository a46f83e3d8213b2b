// The tests of GitReading.
