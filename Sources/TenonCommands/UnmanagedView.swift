import Diagnostics
import Handoffs
import Jobs

/// What no unit owns, each with the command that adopts it.
struct UnmanagedView {
  /// Nil if no one asked for it.
  let things: [UnmanagedThing]?

  var lines: [String] {
    guard let things else { return [] }
    if things.isEmpty { return ["no unmanaged roles, playbooks, stacks or modules found"] }
    let width = things.map { quoted($0.path).count }.max() ?? 0
    return ["no unit owns:"]
      + things.map { thing in
        let path = quoted(thing.path)
        return "  \(path)\(String(repeating: " ", count: width - path.count))  \(thing.kind)  "
          + shellQuoted(thing.command)
      }
  }
}

/// The same as an element of `unmanaged[]`.
struct UnmanagedDocument: Codable {
  let kind: String
  let path: String
  let command: [String]

  init(_ thing: UnmanagedThing) {
    kind = thing.kind
    path = thing.path
    command = thing.command
  }
}
