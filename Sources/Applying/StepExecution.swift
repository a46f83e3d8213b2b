import Disk
import FileTrees

/// The steps of a journal carried out, file by file.
struct StepExecution {
  let session: ApplySession

  init(_ session: ApplySession) { self.session = session }

  /// Applies a whole journal; the first path that is not as expected ends it half-way.
  ///
  /// It has never been begun, so that no step of it can be half done.
  func carryOut(_ journal: Journal) throws(ApplyError) {
    let firstArrival = journal.steps.firstIndex { $0.after != nil } ?? journal.steps.count
    try takeAll(0..<firstArrival, of: journal.steps)
    try onDisk { () throws(DiskError) in try removeEmptied(journal) }
    for folders in journal.madeByDepth {
      try session.forEach(folders.indices) { index, session throws(ApplyError) in
        try onDisk { () throws(DiskError) in try session.perform(.makeFolder(folders[index])) }
      }
    }
    try takeAll(firstArrival..<journal.steps.count, of: journal.steps)
  }

  private func takeAll(_ numbers: Range<Int>, of steps: [Journal.Step]) throws(ApplyError) {
    try session.forEach(numbers) { index, session throws(ApplyError) in
      try StepExecution(session).take(steps[index], index, isNew: true)
    }
  }

  /// Removes the folders that are empty now, and leaves what another process put in their place.
  func removeEmptied(_ journal: Journal) throws(DiskError) {
    for emptied in journal.emptied {
      let harmless = StepExecution.notEmpty + [.absent] + TakingBack.blocked(emptied.path)
      try session.perform(.removeFolder(emptied.path), unless: harmless)
    }
  }

  /// Applies what of a journal is not done, where it was rolled back in part.
  func carryOutRest(of journal: Journal) throws(ApplyError) {
    for (index, step) in journal.steps.enumerated() where step.after == nil {
      try takeUnlessDone(step, index)
    }
    do throws(DiskError) {
      try removeEmptied(journal)
      for folder in journal.made { try session.perform(.makeFolder(folder), unless: [.exists]) }
    } catch {
      throw .disk(error)
    }
    for (index, step) in journal.steps.enumerated() where step.after != nil {
      try takeUnlessDone(step, index)
    }
  }

  private func takeUnlessDone(_ step: Journal.Step, _ index: Int) throws(ApplyError) {
    let done = try onDisk { () throws(DiskError) in try isDone(step, index) }
    if !done { try take(step, index, isNew: false) }
  }

  /// Takes one step, and tells a path that is not as expected from a failure.
  private func take(_ step: Journal.Step, _ index: Int, isNew: Bool) throws(ApplyError) {
    try session.checkSignals()
    let mismatch: ApplyError.Mismatch.Reason?
    do throws(DiskError) {
      mismatch = try move(step, index, isNew: isNew)
    } catch {
      switch error.reason {
      case .exists: mismatch = .inTheWay
      case .absent where step.before != nil: mismatch = .gone
      default: throw .disk(error)
      }
    }
    if let mismatch { throw .moved([.init(path: step.path, reason: mismatch)]) }
  }

  /// Throws if what came out of the path is not what was expected there.
  private func move(
    _ step: Journal.Step, _ index: Int, isNew: Bool
  ) throws(DiskError) -> ApplyError.Mismatch.Reason? {
    let came: RelativePath
    switch (step.before, step.after) {
    case (nil, _):
      try finishMove(session.new(index), to: step.path, isNew: isNew)
      return nil
    case (_, nil):
      came = session.old(index)
      try finishMove(step.path, to: came, isNew: isNew)
    case (_, _):
      came = try replace(step.path, index, isNew: isNew)
    }
    return try session.sight(at: came) == ObservedState(step.before) ? nil : .changed
  }

  /// Puts the new content in a file's place and reports where the former is now.
  private func replace(_ path: RelativePath, _ index: Int, isNew: Bool) throws(DiskError) -> RelativePath {
    let (new, old) = (session.new(index), session.old(index))
    // Half of it was done already, and taking it back stopped there.
    if !isNew, try session.folder.stands(at: old) {
      if try session.folder.isSameFile(old, path) { try session.perform(.remove(path)) }
      try finishMove(new, to: path, isNew: false)
      return old
    }
    do throws(DiskError) {
      try session.perform(.exchange(new, path))
      return new
    } catch {
      guard error.reason == .notSupported else { throw error }
    }
    try session.perform(.move(path, to: old))
    try session.perform(.move(new, to: path))
    return old
  }

  /// Moves a file, or finishes a move that was made of a link and a removal and stopped between the two.
  private func finishMove(
    _ path: RelativePath, to target: RelativePath, isNew: Bool
  ) throws(DiskError) {
    let isHalfDone = try isNew ? false : session.folder.isSameFile(path, target)
    try session.perform(isHalfDone ? .remove(path) : .move(path, to: target))
  }

  /// Whether a step's outcome is, or was until someone touched it.
  func isDone(_ step: Journal.Step, _ index: Int) throws(DiskError) -> Bool {
    let (new, old) = (session.new(index), session.old(index))
    if step.before == nil { return try !session.folder.stands(at: new) }
    if step.after == nil {
      return try session.folder.stands(at: old) ? !session.folder.isSameFile(old, step.path) : false
    }
    if try session.folder.stands(at: old) {
      return try session.folder.stands(at: new) ? session.folder.isSameFile(new, old) : true
    }
    return try session.folder.sight(at: new) != ObservedState(step.after)
  }

  func isDone(_ journal: Journal) throws(DiskError) -> Bool {
    for (index, step) in journal.steps.enumerated() where try !isDone(step, index) { return false }
    return true
  }

  /// Removing a folder that holds something, or holds a mount, is not asked for.
  static var notEmpty: [DiskError.Reason] {
    [.notEmpty, .exists, .inUse]
  }
}

extension Journal {
  /// The folders that are made, those of one depth together, the outermost first.
  fileprivate var madeByDepth: [[RelativePath]] {
    let byDepth = Dictionary(grouping: made) { path in path.bytes.count { $0 == UInt8(ascii: "/") } }
    return byDepth.sorted { $0.key < $1.key }.map(\.value)
  }
}
