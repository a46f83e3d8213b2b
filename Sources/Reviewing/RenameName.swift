import Diagnostics
import FileTrees

/// Both paths of a moved file in one, as git prints it: `roles/{web => nginx}/tasks/main.yml`.
func renameName(from old: RelativePath, to new: RelativePath) -> String {
  if quoted(old.bytes) != old.text || quoted(new.bytes) != new.text {
    return "\(quoted(old.bytes)) => \(quoted(new.bytes))"
  }
  let before = old.components
  let after = new.components
  let shared = zip(before.dropLast(), after.dropLast()).prefix { $0 == $1 }.count
  // What is shared at the end begins with a slash, which the shared head may lend.
  let rest = min(before.count, after.count) - max(shared, 1)
  let tail = zip(before.reversed(), after.reversed()).prefix { $0 == $1 }.count
  let common = min(tail, rest)
  let middle = "\(joined(before, shared, common)) => \(joined(after, shared, common))"
  if shared == 0 && common == 0 { return middle }
  let head = before.prefix(shared).map(text).joined(separator: "/")
  let end = before.suffix(common).map(text).joined(separator: "/")
  return (shared > 0 ? head + "/" : "") + "{\(middle)}" + (common > 0 ? "/" + end : "")
}

private func joined(_ components: [ArraySlice<UInt8>], _ head: Int, _ tail: Int) -> String {
  components.dropFirst(head).dropLast(tail).map(text).joined(separator: "/")
}

private func text(_ component: ArraySlice<UInt8>) -> String { String(decoding: component, as: UTF8.self) }
