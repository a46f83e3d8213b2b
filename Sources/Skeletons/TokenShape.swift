/// How the tokens of a service look: a prefix, and so many characters of an alphabet behind it.
struct TokenShape {
  let what: String
  let prefix: [UInt8]
  let isPart: @Sendable (UInt8) -> Bool
  let count: ClosedRange<Int>

  private init(
    _ what: String, _ prefix: String, _ count: ClosedRange<Int>, _ isPart: @escaping @Sendable (UInt8) -> Bool
  ) {
    self.what = what
    self.prefix = Array(prefix.utf8)
    self.count = count
    self.isPart = isPart
  }

  /// What the first token of a line is, or nil.
  static func find(in line: ArraySlice<UInt8>) -> String? {
    var isStart = true
    for index in line.indices {
      let byte = line[index]
      if isStart, let shape = byFirstByte[Int(byte)].first(where: { $0.matches(line[index...]) }) {
        return shape.what
      }
      isStart = !isWord(byte)
    }
    return nil
  }

  private func matches(_ rest: ArraySlice<UInt8>) -> Bool {
    guard rest.starts(with: prefix) else { return false }
    if what == Self.webToken { return Self.isWebToken(rest) }
    let token = rest.dropFirst(prefix.count).prefix(count.upperBound + 1).prefix { isPart($0) }
    return count.contains(token.count) && !Placeholder.isOne(token)
  }

  private static let webToken = "a JSON Web Token"

  /// Three parts, the second an object again; looked at one after the other, so that a line of dots costs nothing.
  private static func isWebToken(_ rest: ArraySlice<UInt8>) -> Bool {
    var rest = rest
    for number in 1...3 {
      if number < 3, !rest.starts(with: "eyJ".utf8) { return false }
      let part = rest.prefix { isURLSafe($0) }
      guard part.count >= 10 else { return false }
      rest = rest[part.endIndex...]
      if number < 3 {
        guard rest.first == UInt8(ascii: ".") else { return false }
        rest = rest.dropFirst()
      }
    }
    return true
  }

  private static let isWord: @Sendable (UInt8) -> Bool = { isAlphanumeric($0) || $0 == 0x5F }
  private static let isURLSafe: @Sendable (UInt8) -> Bool = { isAlphanumeric($0) || $0 == 0x5F || $0 == 0x2D }
  private static let isDotted: @Sendable (UInt8) -> Bool = { isURLSafe($0) || $0 == 0x2E }
  private static let isCapital: @Sendable (UInt8) -> Bool = { isUpper($0) || isDigit($0) }

  private static let many = 20...400

  private static let all: [TokenShape] =
    ["AKIA", "ASIA"].map { TokenShape("an AWS access key", $0, 16...16, isCapital) }
    + ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"].map { TokenShape("a GitHub token", $0, 36...255, isWord) }
    + ["xoxa-", "xoxb-", "xoxp-", "xoxr-", "xoxs-", "xapp-"].map {
      TokenShape("a Slack token", $0, many, isURLSafe)
    }
    + ["sk_live_", "rk_live_"].map { TokenShape("a Stripe key", $0, many, isWord) }
    + [
      TokenShape("a GitHub token", "github_pat_", 22...255, isWord),
      TokenShape("a GitLab token", "glpat-", many, isURLSafe),
      TokenShape("a Google API key", "AIza", 35...35, isURLSafe),
      TokenShape("a Google OAuth secret", "GOCSPX-", 28...28, isURLSafe),
      TokenShape("an npm token", "npm_", 36...36, isWord),
      TokenShape("a PyPI token", "pypi-AgEI", 50...400, isURLSafe),
      TokenShape("a Docker Hub token", "dckr_pat_", many, isURLSafe),
      TokenShape("a DigitalOcean token", "dop_v1_", 64...64, isWord),
      TokenShape("a HashiCorp Vault token", "hvs.", 24...400, isURLSafe),
      TokenShape("a Hugging Face token", "hf_", 34...34, isWord),
      TokenShape("an Anthropic key", "sk-ant-", many, isURLSafe),
      TokenShape("an OpenAI key", "sk-proj-", many, isURLSafe),
      TokenShape("an age secret key", "AGE-SECRET-KEY-1", 58...58, isCapital),
      TokenShape(webToken, "eyJ", 40...8000, isURLSafe),
      TokenShape("a SendGrid key", "SG.", 60...80, isDotted),
      TokenShape("an Azure storage key", "AccountKey=", 86...88, isBase64),
    ]

  private static let byFirstByte: [[TokenShape]] = (0...255).map { byte in
    all.filter { $0.prefix.first == UInt8(byte) }
  }
}

/// What stands where a credential would, and is none.
enum Placeholder {
  /// Words of documentation, and characters that only repeat.
  static func isOne(_ value: some Collection<UInt8>) -> Bool {
    let text = String(decoding: value, as: UTF8.self).lowercased()
    if Set(text.utf8.filter { $0 != 0x2D && $0 != 0x5F }).count <= 2 { return true }
    return parts.contains { text.contains($0) } || words(of: text).contains { wholeWords.contains($0) }
  }

  private static let wholeWords: Set = [
    "test", "tests", "testing", "fake", "mock", "sample", "demo", "foo", "bar",
  ]

  private static let parts = [
    "example", "placeholder", "changeme", "change-me", "change_me", "replace", "your", "dummy", "redacted",
    "xxxx",
    "insert", "todo", "1234567890",
  ]
}
