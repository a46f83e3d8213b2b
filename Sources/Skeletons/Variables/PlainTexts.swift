import Synchronization

/// Texts that were not credentials under the name of a variable: a list of units repeats the same defaults.
enum PlainTexts {
  private static let known = Mutex<[String: Set<String>]>([:])

  static func hold(_ text: String, of name: String) -> Bool {
    known.withLock { $0[name]?.contains(text) ?? false }
  }

  static func add(_ text: String, of name: String) {
    guard text.utf8.count <= longest else { return }
    known.withLock { known in
      if known[name, default: []].count < most { known[name, default: []].insert(text) }
    }
  }

  /// So many for each variable: what every unit has of its own does not come again.
  private static let most = 64
  private static let longest = 1000
}
