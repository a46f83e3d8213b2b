import CLinux
import Glibc

/// While it lives, SIGINT, SIGTERM and SIGHUP are only noted, so that work can come to a good end first.
///
/// A signal that came meanwhile is raised again when it goes, and ends the process unless someone handles it.
package struct SignalHold: ~Copyable {
  package init() { tenon_signals_hold() }

  /// The first signal that came since.
  package var noted: Int? {
    let number = tenon_signals_noted()
    return number == 0 ? nil : Int(number)
  }

  deinit {
    let due = tenon_signals_release()
    if due != 0 { raise(due) }
  }
}
