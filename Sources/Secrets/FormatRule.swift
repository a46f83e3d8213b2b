/// A kind of token that is known by its shape.
struct FormatRule: Sendable {
  let id: String
  /// With its article: "a GitHub token".
  let what: String
  let patterns: [TokenPattern]
  let check: FormatCheck
  let source: String
  /// Among the patterns of all rules.
  private(set) var firstPattern = 0

  /// Reads one row of `Rules.formats`; nil for one that is none.
  init?(row: ArraySlice<UInt8>) {
    let cells = row.split(separator: UInt8(ascii: "|")).map { $0.trimmed() }
    guard cells.count == 5, let check = FormatCheck(rawValue: cells[3].text) else { return nil }
    id = cells[0].text
    what = cells[1].text
    patterns = cells[2].split(separator: UInt8(ascii: " ")).map { TokenPattern($0) }
    self.check = check
    source = cells[4].text
  }

  static let all: [FormatRule] = {
    var rules = Array(Rules.formats.utf8).split(separator: 0x0A).compactMap { FormatRule(row: $0) }
    var count = 0
    for index in rules.indices {
      rules[index].firstPattern = count
      count += rules[index].patterns.count
    }
    return rules
  }()

  static let patternCount = all.reduce(0) { $0 + $1.patterns.count }
}

/// What a token of a format has to be besides its shape.
enum FormatCheck: String, Sendable {
  case none = "-"
  /// Digits among it: words alone are none.
  case digits
  /// Digits, small and capital letters among it.
  case mixed
  /// Three parts of which the first is a JSON object.
  case jwt
  /// Base64 of a private key's heading.
  case pem
  /// The last six characters are the CRC-32 of those between prefix and checksum, in base 62.
  case crcBase62 = "crc-base62"
  /// The last eight are the CRC-32 of what is before the last underscore.
  case crcHex = "crc-hex"
  /// Bech32's checksum over the whole.
  case bech32

  /// Whether a token of the shape is accepted as one; a checksum never rejects it.
  func admits(_ token: ArraySlice<UInt8>) -> Bool {
    switch self {
    case .none, .crcBase62, .crcHex, .bech32: true
    case .digits: token.contains(where: isDigit)
    case .mixed:
      token.contains(where: isDigit) && token.contains(where: isUpper) && token.contains(where: isLower)
    case .jwt:
      decodedBase64(token.prefix { $0 != UInt8(ascii: ".") }).map { $0.first == UInt8(ascii: "{") } ?? false
    case .pem: decodedBase64(token)?[...].has("PRIVATE KEY-----") ?? false
    }
  }

  /// Whether a checksum states that someone was really given this token.
  func confirms(_ token: ArraySlice<UInt8>) -> Bool {
    switch self {
    case .none, .digits, .mixed, .jwt, .pem: false
    case .crcBase62: hasBase62Checksum(token)
    case .crcHex: hasHexadecimalChecksum(token)
    case .bech32: hasBech32Checksum(token)
    }
  }
}
