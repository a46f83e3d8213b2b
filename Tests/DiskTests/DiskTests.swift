// The tests of Disk.
