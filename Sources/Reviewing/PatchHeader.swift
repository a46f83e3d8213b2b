import Diagnostics
import FileTrees
import Texts

extension FileReview {
  /// From `diff --git` to the line `index`.
  func patchHeader() -> [PatchLine] {
    let oldPath = change.oldPath ?? change.path
    var lines = ["diff --git \(patchName("a/", oldPath)) \(patchName("b/", change.path))"]
    lines += modeLines
    if let oldPath = change.oldPath {
      let score = similarity(of: change.before?.bytes ?? [], and: change.after?.bytes ?? [])
      lines += ["similarity index \(score)%"]
      lines += ["rename from \(quoted(oldPath.bytes))", "rename to \(quoted(change.path.bytes))"]
    }
    return (lines + indexLines).map(PatchLine.init(header:))
  }

  private var modeLines: [String] {
    switch (change.before?.mode, change.after?.mode) {
    case (nil, let new?): ["new file mode \(new.rawValue)"]
    case (let old?, nil): ["deleted file mode \(old.rawValue)"]
    case (let old?, let new?) where old != new: ["old mode \(old.rawValue)", "new mode \(new.rawValue)"]
    default: []
    }
  }

  /// Binary contents are applied by their ids, which must be in full; for lines they only inform.
  private var indexLines: [String] {
    if change.before?.bytes == change.after?.bytes { return [] }
    let length = difference == .binary ? 40 : 7
    let ids = [change.before, change.after].map { blob in
      (blob.map { blobID(of: $0.bytes) } ?? .zero).hex.prefix(length)
    }
    let mode = change.before?.mode == change.after?.mode ? change.after.map { " \($0.mode.rawValue)" } : nil
    return ["index \(ids[0])..\(ids[1])\(mode ?? "")"]
  }
}
