// The tests of YAMLReading.
