internal import Glibc

/// The index as it was read once for an open repository.
final class IndexShelf {
  var table: IndexTable?
  /// When the index was written, at the latest as it was read; nil if that is not sure.
  let written: FileStamp.Moment?

  init(written: FileStamp.Moment?) { self.written = written }
}

extension FileStamp.Moment {
  /// By the clock that file systems take their times from.
  static var now: FileStamp.Moment {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME_COARSE, &time)
    return FileStamp.Moment(time)
  }
}

extension GitEnvironment {
  /// When the index was written, taken before it is read: a file that changed later is never taken for untouched.
  ///
  /// The index that the environment names has been read when the repository was opened, at `now` at the earliest: where
  /// it may have been written since, the stamp is not conclusive.
  func indexWritten(in root: String, besides folder: String, asOf now: FileStamp.Moment) -> FileStamp.Moment?
  {
    let path = indexFile.map { $0.absolute(in: root) } ?? folder + "/index"
    let written = FileStamp(at: Array(path.utf8CString))?.modified
    guard indexFile != nil, let moment = written, moment >= now else { return written }
    return nil
  }
}
