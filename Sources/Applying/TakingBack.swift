import Disk
package import FileTrees

/// A file that someone touched before it could be put back: it was left, and this is where the former one is.
package struct LeftFile: Hashable, Sendable {
  package let path: RelativePath
  /// Nil if there was no file before.
  package let former: RelativePath?
}

/// The steps of a journal taken back, file by file; what someone touched since is left.
struct TakingBack {
  let session: ApplySession

  init(_ session: ApplySession) { self.session = session }

  /// Puts everything back that a journal did, however far it came; what someone touched since is left and named.
  ///
  /// It looks before each move, so it may be cut off anywhere and begun again.
  func takeBack(_ journal: Journal) throws(DiskError) -> [LeftFile] {
    var left: [LeftFile] = []
    let steps = Array(journal.steps.enumerated().reversed())
    for (index, step) in steps where step.after != nil { left += try takeBack(step, index) }
    for folder in journal.made.reversed() {
      try session.perform(
        .removeFolder(folder),
        unless: StepExecution.notEmpty + [.absent] + Self.blocked(folder))
    }
    for emptied in journal.emptied.reversed() where try session.folder.sight(at: emptied.path) == .nothing {
      try session.perform(.makeFolder(emptied.path, permissions: emptied.permissions))
    }
    for (index, step) in steps where step.after == nil { left += try takeBack(step, index) }
    return left
  }

  private func takeBack(_ step: Journal.Step, _ index: Int) throws(DiskError) -> [LeftFile] {
    let (new, old) = (session.new(index), session.old(index))
    let now = try session.folder.sight(at: step.path)
    if step.before == nil { return try takeBackArrival(step, at: new, now) }
    let hasOld = try session.folder.stands(at: old)
    // The former version was on its way from one to the other: a link and a removal, and it stopped between the two.
    if hasOld, try session.folder.isSameFile(new, old) { try session.perform(.remove(new)) }
    let staged = try session.folder.sight(at: new)
    // Not done yet, or rolled back already.
    if !hasOld && staged == ObservedState(step.after) { return [] }
    let former = hasOld ? old : new
    if try now == session.folder.sight(at: former) { return [] }
    if now == .nothing && hasOld && staged == ObservedState(step.after) {
      try session.makeFolders(above: step.path)
      try session.perform(.move(old, to: step.path))
      return []
    }
    guard step.after != nil, now == ObservedState(step.after) else {
      return [try keep(former, of: step.path)]
    }
    return hasOld ? try swapBack(step, index) : try exchangeBack(step, index)
  }

  private func takeBackArrival(
    _ step: Journal.Step, at new: RelativePath, _ now: ObservedState
  ) throws(DiskError) -> [LeftFile] {
    if try session.folder.stands(at: new) {
      if try session.folder.isSameFile(new, step.path) { try session.perform(.remove(step.path)) }
      return []
    }
    if now == .nothing { return [] }
    guard now == ObservedState(step.after) else { return [LeftFile(path: step.path, former: nil)] }
    try session.perform(.move(step.path, to: new))
    if try session.folder.sight(at: new) == ObservedState(step.after) { return [] }
    // Another process wrote to it at this very moment: it is kept.
    try session.perform(.move(new, to: step.path))
    return [LeftFile(path: step.path, former: nil)]
  }

  private func exchangeBack(_ step: Journal.Step, _ index: Int) throws(DiskError) -> [LeftFile] {
    let new = session.new(index)
    do throws(DiskError) {
      try session.perform(.exchange(new, step.path))
    } catch {
      guard error.reason == .notSupported else { throw error }
      // It was exchanged on another file system, and copied to this one.
      try session.perform(.move(new, to: session.old(index)))
      return try swapBack(step, index)
    }
    if try session.folder.sight(at: new) == ObservedState(step.after) { return [] }
    try session.perform(.exchange(new, step.path))
    return [try keep(new, of: step.path)]
  }

  /// The same where the file system cannot exchange.
  private func swapBack(_ step: Journal.Step, _ index: Int) throws(DiskError) -> [LeftFile] {
    let (new, old) = (session.new(index), session.old(index))
    if try session.folder.isSameFile(new, step.path) {
      try session.perform(.remove(step.path))
    } else {
      try session.perform(.move(step.path, to: new))
    }
    if try session.folder.sight(at: new) == ObservedState(step.after) {
      try session.perform(.move(old, to: step.path))
      return []
    }
    try session.perform(.move(new, to: step.path))
    return [try keep(old, of: step.path)]
  }

  /// Puts a former version where nothing removes it.
  private func keep(_ former: RelativePath, of path: RelativePath) throws(DiskError) -> LeftFile {
    for number in 1...9999 {
      let place = StateFolder.kept(number).appending(path)
      if try session.folder.stands(at: place) { continue }
      do throws(DiskError) {
        try session.makeFolders(above: place)
        try session.perform(.move(former, to: place))
        return LeftFile(path: path, former: place)
      } catch {
        guard case .notAFolder = error.reason else { throw error }
      }
    }
    return LeftFile(path: path, former: former)
  }

  /// What someone put in the place of a folder that is to go is left.
  static func blocked(_ folder: RelativePath) -> [DiskError.Reason] {
    (folder.ancestors + [folder]).flatMap { [.symlink($0), .notAFolder($0)] } + [.noFolder]
  }
}
