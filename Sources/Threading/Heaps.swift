import CLinux

/// Lets the heaps of all threads grow in large steps (mallopt(3)); called once, before there is a second thread.
package func growHeapsWidely() { tenon_grow_heaps_widely() }
