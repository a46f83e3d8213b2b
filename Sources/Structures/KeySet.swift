/// The keys that were seen in one container: most have few, and comparing those is cheaper than hashing them.
struct KeySet {
  private var few: [String] = []
  private var many: Set<String> = []

  private static let most = 8

  /// Whether the key is new.
  mutating func insert(_ key: String) -> Bool {
    guard many.isEmpty else { return many.insert(key).inserted }
    if few.contains(key) { return false }
    few.append(key)
    if few.count > Self.most { many = Set(few) }
    return true
  }
}
