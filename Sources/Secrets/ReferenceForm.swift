/// A value that states where a secret is, what it is called or of what kind it is.
enum ReferenceForm {
  static func isOne(_ value: ArraySlice<UInt8>) -> Bool {
    guard let first = value.first else { return true }
    if isExpression(value, first: first) || isPointer(value) { return true }
    return isName(value) || isPath(value) || isPlainFact(value)
  }

  // MARK: Expressions

  /// `{{ … }}`, `${…}`, `$(…)`, `$NAME`, `<…>`, `%NAME%`, `%(name)s`, `!vault`, `*alias`, `((name))`, `#{…}`.
  private static func isExpression(_ value: ArraySlice<UInt8>, first: UInt8) -> Bool {
    if hasTemplate(value) || isPattern(value) { return true }
    switch first {
    case UInt8(ascii: "$"): return isVariable(value.dropFirst())
    case UInt8(ascii: "<"): return value.contains(UInt8(ascii: ">")) || value.count < 4 || value.begins("<<")
    case UInt8(ascii: "["): return value.last == UInt8(ascii: "]")
    case UInt8(ascii: "{"):
      return value.last == UInt8(ascii: "}") || value.begins("{{") || value.begins("{%")
        || isSubscript(value.dropFirst())
    case UInt8(ascii: "("): return value.begins("((") || value.last == UInt8(ascii: ")")
    case UInt8(ascii: "%"):
      return value.last == UInt8(ascii: "%") && value.count > 2 || value.begins("%(") || value.begins("%{")
        || value.count <= 3
    case UInt8(ascii: "!"): return isTag(value.dropFirst())
    case UInt8(ascii: "*"), UInt8(ascii: "&"):
      return isIdentifier(value.dropFirst()) && !Texture(value).isRandom
    case UInt8(ascii: "@"):
      return isPath(value.dropFirst()) || isDotted(value.dropFirst()) || value.begins("@@")
        || value.begins("@Microsoft.KeyVault")
    case UInt8(ascii: "|"), UInt8(ascii: ">"): return value.count <= 3
    default: return false
    }
  }

  /// A regular expression: `\d{1,2}[AP]M`, `\b(\w+)\b`, `(?:a|b)`.
  private static func isPattern(_ value: ArraySlice<UInt8>) -> Bool {
    if value.has("(?:") || value.has(".*") || value.has("[^") || value.has("[a-z]") || value.has("[A-Z]")
      || value.has("[0-9]")
    {
      return true
    }
    var classes = 0
    for index in value.indices.dropLast() where value[index] == UInt8(ascii: "\\") {
      if "dwsbDWSB.".utf8.contains(value[index + 1]) { classes += 1 }
    }
    return classes > 1 || classes == 1 && value.contains { "[({*+?$^".utf8.contains($0) }
  }

  /// What is left of a piece of a program inside quotes: `{creds[`.
  private static func isSubscript(_ value: ArraySlice<UInt8>) -> Bool {
    guard let last = value.last, "[(".utf8.contains(last) else { return false }
    return isIdentifier(value.dropLast())
  }

  private static func hasTemplate(_ value: ArraySlice<UInt8>) -> Bool {
    if value.begins("}}") || value.suffix(2).elementsEqual("}}".utf8)
      || value.suffix(2).elementsEqual("%}".utf8)
    {
      return true
    }
    for index in value.indices.dropLast() {
      let next = value[index + 1]
      switch value[index] {
      case UInt8(ascii: "{"): if next == UInt8(ascii: "{") || next == UInt8(ascii: "%") { return true }
      case UInt8(ascii: "$"):
        if "{([".utf8.contains(next), isOpened(value[(index + 2)...]) { return true }
      case UInt8(ascii: "<"): if next == UInt8(ascii: "%") { return true }
      case UInt8(ascii: "#"), UInt8(ascii: "%"), UInt8(ascii: "@"):
        if next == UInt8(ascii: "{") { return true }
      default: continue
      }
    }
    return false
  }

  /// Whether an expression can be cut off here: `${8CjDoP5qM6` without an end is a secret.
  private static func isOpened(_ rest: ArraySlice<UInt8>) -> Bool {
    rest.contains { "})]:-".utf8.contains($0) || isBlank($0) } || !Texture(rest).isRandom
  }

  /// `NAME`, `name`, `Name.Field`, `env:NAME` after a dollar sign; not what looks random: `$ecretFUktMLOf9` is none.
  private static func isVariable(_ name: ArraySlice<UInt8>) -> Bool {
    guard let first = name.first else { return true }
    if first == UInt8(ascii: "$") { return isVariable(name.dropFirst()) }
    let isNamed = isWord(first) || "@*#?!".utf8.contains(first)
    let isRegular = name.allSatisfy { isWord($0) || ".:->[]'\"/".utf8.contains($0) }
    let isConstant = name.contains(0x5F) && name.allSatisfy { isUpper($0) || isDigit($0) || $0 == 0x5F }
    return isNamed && isRegular && (isConstant || !Texture(name).isRandom)
  }

  /// `!vault`, `!secret name`, `!Ref X`, `!env_var NAME`.
  private static func isTag(_ rest: ArraySlice<UInt8>) -> Bool {
    if rest.isEmpty { return true }
    let tag = rest.prefix { !isBlank($0) }
    return tag.allSatisfy { isLetter($0) || "_:!/-".utf8.contains($0) } && !Texture(tag).isRandom
      && (tag.count < rest.count || isLower(tag[tag.startIndex]) && tag.allSatisfy { !isUpper($0) })
  }

  // MARK: Pointers

  /// `vault:…`, `ref+vault://…`, `op://…`, `env:…`, `data.x.y`, `lookup(…)`, `ENC[…]`.
  private static func isPointer(_ value: ArraySlice<UInt8>) -> Bool {
    value.first.map { first in beginnings[Int(first)].contains { value.starts(with: $0) } } == true
      || isCall(value) || isPlainURL(value) || isSealed(value)
  }

  /// What Sealed Secrets and AWS KMS encrypted: long Base64 that begins with their version.
  private static func isSealed(_ value: ArraySlice<UInt8>) -> Bool {
    value.count > 160
      && (value.begins("Ag") || value.begins("AQIC") || value.begins("AQEC") || value.begins("CiQA"))
  }

  /// By their first byte.
  private static let beginnings: [[[UInt8]]] = {
    var rows = [[[UInt8]]](repeating: [], count: 256)
    for beginning in pointers { rows[Int(beginning[0])].append(beginning) }
    return rows
  }()

  private static let pointers = [
    "vault:", "vault_", "vault/", "vault.", "ref+", "bw:", "bws:", "op:", "env:", "env.", "ENV[", "ENC[",
    "AGE[", "file:",
    "sops:", "sops.", "keyring:", "keychain:", "pass:", "ssm:", "/ssm/", "secretsmanager:", "arn:", "kms:",
    "gcpsm:",
    "awssm:", "azkv:", "doppler:", "keepass:", "infisical:", "resolve:", "secret:", "secret/", "secrets/",
    "secrets.",
    "secret.", "config.", "data.", "var.", "local.", "module.", "random_password.", "random_id.",
    "random_string.",
    "resource.", "each.", "self.", "this.", "os.", "process.env", "settings.", "args.", "context.", "inputs.",
    "ssh-rsa ", "ssh-ed25519 ", "ecdsa-sha2", "ssh-dss ", "age1", "sha256:", "sha512:", "sha1:", "md5:",
    "sha256-", "sha384-", "sha512-", "sha1-", "v1:",
    "kv/", "kv:",
    "projects/", "$ANSIBLE_VAULT", "credstash:", "conjur:", "aws-sm:", "akv:", "vals:",
    "-----BEGIN CERT", "-----BEGIN PUBLIC", "LS0tLS1CRUdJTiBDRVJU", "LS0tLS1CRUdJTiBQVUJM", "base64:{",
    "credentials(",
    "keyvault:", "keeper:", "keeper://", "lastpass:", "passbolt:", "bitwarden:", "docker-secret:", "docker:",
    "systemd:", "cred:", "cmd:", "exec:", "prompt:", "gopass:", "plain:", "$__file", "$__env",
    "docker-credential", "wcFMA", "wcBMA", "hQIMA", "hQEMA", "-----BEGIN PGP MESSAGE", "AAAAB3NzaC1",
    "AAAAC3NzaC1",
  ].map { Array($0.utf8) }

  /// `name(…`, `a.b(…`, `name[…`.
  private static func isCall(_ value: ArraySlice<UInt8>) -> Bool {
    let name = value.prefix { isWord($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") }
    guard !name.isEmpty, name.endIndex < value.endIndex, isLetter(name[name.startIndex]) || name.first == 0x5F
    else {
      return false
    }
    let next = value[name.endIndex]
    let texture = Texture(name)
    if texture.capitals > 0, texture.digits > 0 || texture.smalls > 0, texture.letters > 3,
      texture.spoken * 2 < texture.letters
    {
      return false
    }
    guard next == UInt8(ascii: "(") || next == UInt8(ascii: "[") else { return false }
    return !texture.isRandom
      && (value.contains { $0 == UInt8(ascii: ")") || $0 == UInt8(ascii: "]") } || next == UInt8(ascii: "("))
  }

  /// A URL without a user: what is after it is somewhere else.
  private static func isPlainURL(_ value: ArraySlice<UInt8>) -> Bool {
    guard let scheme = value.prefix(24).place(of: "://"), scheme.lowerBound > value.startIndex else {
      return false
    }
    let name = value[..<scheme.lowerBound]
    return name.allSatisfy { isAlphanumeric($0) || "+-.".utf8.contains($0) }
      && !value.contains(UInt8(ascii: "@"))
  }

  // MARK: Names

  /// Two or more words in small letters with `-`, `_`, `/`, `.` or `:` between them, or a constant in capitals.
  static func isName(_ value: ArraySlice<UInt8>) -> Bool {
    guard let first = value.first, isLetter(first) || "/_.".utf8.contains(first) else { return false }
    let isLowerName = value.allSatisfy { isLower($0) || "-_/.:@".utf8.contains($0) }
    let words = value.split { !isAlphanumeric($0) }
    if isLowerName { return words.count > 1 && words.allSatisfy { $0.count < 20 } }
    if value.allSatisfy({ isUpper($0) || isDigit($0) || $0 == 0x5F || $0 == 0x2D }) {
      return isConstant(words)
    }
    return isDotted(value) && words.count > 1
  }

  /// `DB_PASSWORD`, `API_TOKEN_2`.
  private static func isConstant(_ words: [ArraySlice<UInt8>]) -> Bool {
    guard words.count > 1 else { return false }
    return words.allSatisfy { word in
      word.count < 16
        && (word.allSatisfy(isDigit)
          ? word.count <= 4
          : word.count(where: isDigit) <= 3 && isUpper(word[word.startIndex]) && !Texture(word).isRandom)
    } && words.contains { $0.allSatisfy(isUpper) && $0.count > 1 }
  }

  /// `config.auth.tokenValue`, `Foo::bar`, `user->password`: words of a program.
  private static func isDotted(_ value: ArraySlice<UInt8>) -> Bool {
    guard value.allSatisfy({ isWord($0) || ".:->?!".utf8.contains($0) }),
      value.contains(where: { ".:>".utf8.contains($0) })
    else { return false }
    let hasLoneColon = value.indices.contains { index in
      value[index] == UInt8(ascii: ":") && (index == value.startIndex || value[index - 1] != value[index])
        && (index + 1 == value.endIndex || value[index + 1] != value[index])
    }
    return value.split { !isWord($0) }.allSatisfy {
      isIdentifier($0) && !Texture($0).isRandom && $0.count(where: isDigit) <= 2
        && (!hasLoneColon || $0.count < 4 || isSpeakable($0.filter(isLetter)[...]))
        && (!hasLoneColon || Texture($0).pieces < 4)
    }
  }

  static func isIdentifier(_ value: ArraySlice<UInt8>) -> Bool {
    guard let first = value.first else { return false }
    return !isDigit(first)
      && value.allSatisfy { isWord($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
  }

  /// `/run/secrets/x`, `./x`, `~/x`, `C:\x`, `certs/server.key`: parts that are words, or end like a file.
  private static func isPath(_ value: ArraySlice<UInt8>) -> Bool {
    guard !value.contains(UInt8(ascii: "=")), !value.contains(UInt8(ascii: "+")) else { return false }
    let isRooted =
      value.first == UInt8(ascii: "/") || value.begins("./") || value.begins("../") || value.begins("~/")
      || value.begins("C:\\") || value.begins("\\\\")
    let parts = value.split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
    guard isRooted || parts.count > 1 || endsLikeAFile(value) else { return false }
    guard value.allSatisfy({ isWord($0) || "-./\\:~@ *?$".utf8.contains($0) }) else { return false }
    return parts.allSatisfy { !Texture($0).isRandom }
      && (isRooted || endsLikeAFile(value) || parts.allSatisfy { Texture($0).digits * 3 <= $0.count })
  }

  private static func endsLikeAFile(_ value: ArraySlice<UInt8>) -> Bool {
    guard let dot = value.lastIndex(of: UInt8(ascii: ".")), dot > value.startIndex else { return false }
    return fileEndings.contains(value[(dot + 1)...].text.lowercased())
  }

  private static let fileEndings: Set = [
    "txt", "pem", "key", "crt", "cer", "pub", "yml", "yaml", "json", "env", "conf", "cfg", "ini", "toml",
    "sh", "py",
    "js", "ts", "md", "html", "php", "rb", "go", "j2", "tpl", "gpg", "age", "asc", "enc", "pfx", "p12", "jks",
    "kdbx",
    "keytab", "secret", "password", "token", "xml", "properties", "sql", "log", "csv", "svc", "com", "org",
    "net", "io",
    "local", "lan", "dev", "de", "svg", "png", "service", "sock", "socket", "tf", "hcl", "nix", "rst",
    "example",
  ]

  // MARK: Facts

  /// A number with a unit, a date, an address, a version, a domain, a size: no secret looks like one.
  private static func isPlainFact(_ value: ArraySlice<UInt8>) -> Bool {
    if value.allSatisfy({ isDigit($0) || ".:,/-+ xT Z".utf8.contains($0) }) { return isShortNumber(value) }
    let digits = value.prefix { isDigit($0) || $0 == UInt8(ascii: ".") }
    let unit = value.dropFirst(digits.count)
    return !digits.isEmpty && unit.count <= 3 && unit.allSatisfy(isLetter)
  }

  /// A long row of digits alone can be a secret, a date, an address or a short number not.
  private static func isShortNumber(_ value: ArraySlice<UInt8>) -> Bool {
    value.count < 6 || !value.allSatisfy(isDigit)
  }
}
