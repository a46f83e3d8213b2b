import Glibc
import Synchronization

/// A thread with one piece of work; if no thread is available, the work is done by the caller who asks for its result.
package final class Worker<Result: Sendable>: Sendable {
  private let work: Work
  private let found = Slot<Result>()
  private let thread: pthread_t?

  /// Begins at once.
  package init(_ body: @escaping @Sendable () -> Result) {
    let found = found
    work = Work { found.value.withLock { $0 = body() } }
    thread = work.start()
  }

  /// Waits for the end of the work; asked for once.
  package func result() -> Result {
    if let thread { _ = pthread_join(thread, nil) } else { work.run() }
    guard let result = found.value.withLock({ $0 }) else { preconditionFailure("the work leaves a result") }
    return result
  }
}

private final class Slot<Value: Sendable>: Sendable {
  let value = Mutex<Value?>(nil)
}

/// What a thread is given.
private final class Work: Sendable {
  let run: @Sendable () -> Void

  init(_ run: @escaping @Sendable () -> Void) { self.run = run }

  /// The thread that does it; nil if the system gives none.
  ///
  /// It hears no signals: who holds them back while files are written does so for the first thread alone.
  func start() -> pthread_t? {
    var (all, before) = (sigset_t(), sigset_t())
    unsafe sigfillset(&all)
    unsafe pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
    var thread = pthread_t()
    let held = unsafe Unmanaged.passRetained(self)
    let fault = unsafe pthread_create(
      &thread, nil,
      { argument in
        if let argument = unsafe argument {
          unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run()
        }
        return nil
      }, held.toOpaque())
    if fault == 0 { return thread }
    unsafe held.release()
    return nil
  }
}
