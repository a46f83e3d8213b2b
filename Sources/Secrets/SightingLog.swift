/// What was seen in a text, how far each form was searched for, and what is asked again and again.
final class SightingLog {
  private var found: [Sighting] = []
  /// Up to where keys were read.
  var keyEnd = 0
  var webKeyEnd = 0
  /// Up to where lists and maps of secrets were read.
  var groupEnd = 0
  /// Up to where Secrets of Kubernetes were read.
  var secretsEnd = 0
  /// How far the end of a private key was searched without success.
  var endlessUntil = 0
  private var classes = SliceMemory<KeyClass?>()
  private var secrets = SliceMemory<Range<Int>?>()
  private var users = SliceMemory<Bool>()

  func note(_ sighting: Sighting) { found.append(sighting) }

  /// What a key names; remembered, since keys come again and again.
  func classOfKey(_ key: ArraySlice<UInt8>) -> KeyClass? {
    classes.value(of: key) { KeyClass.of($0) }
  }

  /// Whether a key names a user, a database or the like; remembered, too.
  func isUserKey(_ key: ArraySlice<UInt8>) -> Bool {
    users.value(of: key) { key in
      guard let last = keyWords(of: key).last else { return false }
      return Self.userWords.contains(last) || last.hasSuffix("user") || last.hasSuffix("username")
    }
  }

  private static let userWords: Set = [
    "user", "username", "login", "name", "account", "database", "db", "role", "owner", "email", "host",
  ]

  /// The secret in a value; the same values come again and again, too.
  func secret(
    in value: ArraySlice<UInt8>, _ keyClass: KeyClass, _ caution: SecretValue.Caution
  ) -> ArraySlice<UInt8>? {
    let salt = keyClass.rawValue * 8 + UInt8(caution.rawValue)
    let place = secrets.value(of: value, salt: salt) { value in
      SecretValue(bytes: value, keyClass: keyClass, caution: caution).secret.map { secret in
        (secret.startIndex - value.startIndex)..<(secret.endIndex - value.startIndex)
      }
    }
    return place.map { value[(value.startIndex + $0.lowerBound)..<(value.startIndex + $0.upperBound)] }
  }

  /// In the order of the text; of two that overlap the format stays, else the first.
  func distinct() -> [Sighting] {
    let ranked = found.sorted {
      ($0.isFormat ? 0 : 1, $0.range.lowerBound, -$0.range.count) < (
        $1.isFormat ? 0 : 1, $1.range.lowerBound, -$1.range.count
      )
    }
    var kept: [Sighting] = []
    for part in [ranked.filter { $0.isFormat }, ranked.filter { !$0.isFormat }] {
      kept = Self.merged(kept, part)
    }
    return kept
  }

  /// Two lists in order, without what overlaps with one of the first list or with one before it.
  private static func merged(_ kept: [Sighting], _ others: [Sighting]) -> [Sighting] {
    var merged: [Sighting] = []
    var index = 0
    for other in others {
      while index < kept.count, kept[index].range.lowerBound <= other.range.lowerBound {
        merged.append(kept[index])
        index += 1
      }
      let isFree =
        (merged.last.map { $0.range.upperBound <= other.range.lowerBound } ?? true)
        && (index == kept.count || kept[index].range.lowerBound >= other.range.upperBound)
      if isFree { merged.append(other) }
    }
    return merged + kept[index...]
  }
}
