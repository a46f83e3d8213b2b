/// What a Compose file states about the main service of its stack: the only one, the one named like the stack,
/// or the only one that publishes ports.
///
/// A file of several services without such a main service has no facts.
package struct StackFacts: Hashable, Sendable {
  /// Nil if there is no main service.
  package private(set) var service: String?
  /// Without its tag; nil if it is computed.
  package private(set) var image: String?
  package private(set) var tag: String?
  package private(set) var digest: String?
  /// The first port that is published, in its three parts; an address only if the file has one.
  package private(set) var address: String?
  package private(set) var port: String?
  package private(set) var containerPort: String?
  /// What else is published, `HOST:CONTAINER` each.
  package private(set) var morePorts: [String] = []
  package private(set) var user: String?
  package private(set) var capabilities: [String] = []
  package private(set) var devices: [String] = []
  /// Of the host, `HOST:CONTAINER` each.
  package private(set) var mounts: [String] = []
  package private(set) var isReadOnly: Bool?
  package private(set) var hasInit: Bool?

  package init(compose bytes: [UInt8], stack name: String) {
    guard let main = Self.main(of: ComposeService.all(in: bytes), stack: name) else { return }
    service = main.name
    setImage(main.text("image"))
    setPorts(main.items("ports"))
    user = main.text("user")
    capabilities = main.items("cap_add")
    devices = main.items("devices")
    mounts = main.items("volumes").filter { $0.hasPrefix("/") || $0.hasPrefix("./") }
    isReadOnly = main.text("read_only") == "true"
    hasInit = main.text("init") == "true"
  }

  private static func main(of services: [ComposeService], stack name: String) -> ComposeService? {
    if services.count == 1 { return services[0] }
    let named = services.filter { letters(of: $0.name) == letters(of: name) }
    if named.count == 1 { return named[0] }
    let published = services.filter { !$0.items("ports").isEmpty }
    return published.count == 1 ? published[0] : nil
  }

  private static func letters(of name: String) -> String {
    name.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  /// `IMAGE[:TAG][@DIGEST]`, where the tag may be a variable's default.
  private mutating func setImage(_ text: String?) {
    guard var rest = text else { return }
    if let at = rest.firstIndex(of: "@") {
      digest = String(rest[rest.index(after: at)...])
      rest = String(rest[..<at])
    }
    let slash = rest.lastIndex(of: "/") ?? rest.startIndex
    guard let colon = rest[slash...].firstIndex(of: ":") else {
      if !rest.contains("$") { image = rest }
      return
    }
    let name = String(rest[..<colon])
    var version = String(rest[rest.index(after: colon)...])
    if version.hasPrefix("${"), version.hasSuffix("}"), let start = version.lastIndex(of: "-"),
      version[..<start].hasSuffix(":")
    {
      version = String(version[version.index(after: start)...].dropLast())
    }
    if !name.contains("$") { image = name }
    if !version.contains("$") { tag = version }
  }

  /// `[ADDRESS:]HOST:CONTAINER[/PROTOCOL]`, as far as it is written in numbers.
  private mutating func setPorts(_ texts: [String]) {
    for text in texts {
      let ends = text.split(separator: ":", omittingEmptySubsequences: false)
      guard ends.count == 2 || ends.count == 3, let host = Int(ends[ends.count - 2]), host > 0 else {
        continue
      }
      let inside = ends[ends.count - 1]
      if port == nil, Int(inside) != nil {
        port = String(host)
        containerPort = String(inside)
        if ends.count == 3 { address = String(ends[0]) }
      } else {
        morePorts.append("\(host):\(inside)")
      }
    }
  }
}

/// A service of a Compose file, as far as its lines have literal values.
private struct ComposeService {
  let name: String
  private var values: [String: [String]] = [:]

  /// The one value of a key; nil for none, and for a list.
  func text(_ key: String) -> String? { values[key].flatMap { $0.count == 1 ? $0[0] : nil } }

  /// The texts of a list.
  func items(_ key: String) -> [String] { values[key] ?? [] }

  static func all(in bytes: [UInt8]) -> [ComposeService] {
    var services: [ComposeService] = []
    var isInside = false
    var (depth, inner): (Int?, Int?) = (nil, nil)
    var key = ""
    for line in lines(of: bytes).compactMap(YAMLLine.init) {
      if line.indent == 0 {
        isInside = line.has(key: "services")
        continue
      }
      guard isInside else { continue }
      depth = depth ?? line.indent
      if line.indent == depth, !line.isItem {
        services.append(ComposeService(name: String(decoding: line.key, as: UTF8.self)))
        (inner, key) = (nil, "")
        continue
      }
      inner = inner ?? line.indent
      guard let last = services.indices.last else { continue }
      if line.indent == inner, !line.isItem {
        key = String(decoding: line.key, as: UTF8.self)
        services[last].values[key] = line.inline
      } else if line.isItem, !key.isEmpty {
        services[last].values[key, default: []].append(plain(line.whole))
      } else {
        // A list of mappings, or a mapping: none of the short forms.
        services[last].values[key] = []
      }
    }
    return services
  }

  private init(name: String) { self.name = name }
}

extension YAMLLine {
  /// The line's text from its key on: a port such as `80:80` has a colon that makes no key.
  fileprivate var whole: ArraySlice<UInt8> { key.isEmpty ? value : key }

  /// What is after the key: nothing, a text, or the texts in brackets.
  fileprivate var inline: [String] {
    guard !value.isEmpty else { return [] }
    guard value.first == UInt8(ascii: "["), let end = value.lastIndex(of: UInt8(ascii: "]")) else {
      return [text]
    }
    return value[value.startIndex + 1..<end].split(separator: UInt8(ascii: ",")).map { plain(trimmed($0)) }
  }
}
