import Glibc

/// The processor time that work takes on this thread: unlike a clock on the wall, a busy machine does not lengthen it.
package func processorTime<Failure: Error>(of work: () throws(Failure) -> Void) throws(Failure) -> Duration {
  let begin = threadTime()
  try work()
  return threadTime() - begin
}

/// clock_gettime(2).
private func threadTime() -> Duration {
  var time = timespec()
  unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
}
