/// A key and its value with nothing but a blank between them: directives, options, statements.
struct DirectiveReader: CredentialReader {
  let text: ScannedText
  let log: SightingLog

  /// `requirepass X`, `--token X`, netrc's `password X`, `username bob secret 5 X`.
  func look(at key: Key, from start: Int) {
    let name = key.bytes.lowercase[...].text
    if name == "sshpass" || Self.upstreamDirectives.contains(name) || lookAtUserPair(key, from: start) {
      return
    }
    let isDirective = Self.directives.contains(name)
    let lead = key.before.trimmed()
    let isSet = Self.setters.contains(lead.text) || lead.suffix(4).elementsEqual(" set".utf8)
    let isSetting = kind == .settings && key.keyClass != .key && (key.isFirst || setsHeader(lead))
    guard key.isOption || isDirective || isSet || isSetting, !isLineEnd(bytes[start]) else { return }
    let start = behindRedirection(start)
    var word = text.quoted(at: start) ?? text.word(from: start, in: key)
    if isDirective, !key.isOption, word.begins("--") { word = nextWord(behind: word, in: key) }
    if isDirective, word.count == 1, let digit = word.first, isDigit(digit) {
      word = nextWord(behind: word, in: key)
    } else if isDirective, ["is", "was", "root"].contains(word.text) {
      word = nextWord(behind: word, in: key)
    }
    // What follows is another option, a key or a setting of its own: `.password length=32`.
    if word.first == UInt8(ascii: "-") || word.first == UInt8(ascii: "[") || word.last == UInt8(ascii: ":") {
      return
    }
    if let sign = word.firstIndex(of: UInt8(ascii: "=")),
      word[..<sign].allSatisfy({ isLower($0) || $0 == 0x5F })
    {
      return
    }
    let isAlone =
      (key.isFirst || setsHeader(lead)) && endsLine(word.endIndex) && kind != .code && kind != .prose
    if !isAlone, !key.isOption, !isDirective, !isSet { return }
    let isPlain = key.isOption || isSet || kind == .settings && Self.namingDirectives.contains(key.bytes.text)
    let least: SecretValue.Caution =
      isAlone ? (kind == .settings ? .none : .some) : isPlain ? .some : .much
    judge(word, of: key, caution: max(least, key.isComment ? .much : caution))
  }

  /// Directives of nginx that pass requests on to a server (ngx_http_proxy_module and its siblings).
  private static let upstreamDirectives: Set = [
    "proxy_pass", "fastcgi_pass", "uwsgi_pass", "scgi_pass", "grpc_pass", "memcached_pass", "js_pass",
  ]

  /// HAProxy's `stats auth user:password`.
  private func lookAtUserPair(_ key: Key, from start: Int) -> Bool {
    guard kind == .settings, key.bytes.elementsEqual("auth".utf8), start < bytes.count else { return false }
    let word = text.word(from: start, in: key)
    guard let colon = word.firstIndex(of: UInt8(ascii: ":")), endsLine(word.endIndex) else { return false }
    noteUserLine(word[(colon + 1)...], isPair: false, key: key.bytes)
    return true
  }

  /// The text of `<<< x` and `<(echo x)` of the shell.
  private func behindRedirection(_ start: Int) -> Int {
    for opening in ["<<< ", "<(echo ", "<(echo -n ", "<<<"] where bytes[start...].starts(with: opening.utf8) {
      return start + opening.utf8.count
    }
    return start
  }

  private func nextWord(behind word: ArraySlice<UInt8>, in key: Key) -> ArraySlice<UInt8> {
    var next = word.endIndex
    while next < bytes.count, isBlank(bytes[next]) { next += 1 }
    return text.word(from: next, in: key)
  }

  private static let directives: Set = [
    "password", "passwd", "pass", "requirepass", "masterauth", "bindpw", "rootpw", "secret", "auth_pass",
    "auth-pass",
    "rocommunity", "rwcommunity", "psk", "token", "pre-shared-key", "password-crypted", "user-password",
    "md5-key",
    "root-password", "passphrase", "masteruser", "pw", "key-string", "wpa-psk", "community", "auth",
    "insecure-password", "preshared-key", "private-key",
  ]

  /// Directives whose word may be followed by more on the line.
  private static let namingDirectives: Set = [
    "community", "rocommunity", "rwcommunity", "auth", "insecure-password", "password", "secret", "auth_pass",
  ]

  /// Whether what is before the key is a directive of a web server that sets a header.
  private func setsHeader(_ lead: ArraySlice<UInt8>) -> Bool {
    let word = lead.split(whereSeparator: isBlank).last ?? []
    return word.has("header")
  }

  private static let setters: Set = [
    "ENV", "ARG", "setx", "set -x", "set -gx", "set -xg", "set -Ux", "set -xU",
  ]

  private func endsLine(_ end: Int) -> Bool {
    var index = end
    while index < bytes.count,
      isQuote(bytes[index]) || isBlank(bytes[index]) || bytes[index] == 0x0D
        || ";}".utf8.contains(bytes[index])
    {
      index += 1
    }
    return index >= bytes.count || isLineEnd(bytes[index])
  }
}
