import Glibc

extension Console {
  /// Whether results go to a terminal, where control characters do harm.
  var writesToTerminal: Bool { isatty(streams.output) == 1 }

  /// Columns of the terminal that results go to; 80 if there is none.
  var width: Int {
    var size = winsize()
    let status = unsafe ioctl(streams.output, UInt(TIOCGWINSZ), &size)
    return status == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }
}
