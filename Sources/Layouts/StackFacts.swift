/// What a Compose file says of its one service; a file of several services says nothing of any.
package struct StackFacts: Hashable, Sendable {
  /// Without its tag; nil where it is computed.
  package private(set) var image: String?
  package private(set) var tag: String?
  /// `HOST:CONTAINER` each, without an address.
  package private(set) var ports: [String] = []

  package init(compose bytes: [UInt8]) {
    var images: [String] = []
    var services: Int?
    var names = 0
    var depth: Int?
    var isInPorts = false
    for line in lines(of: bytes).compactMap(YAMLLine.init) {
      if line.indent == 0 {
        services = line.has(key: "services") ? 0 : nil
        depth = nil
      }
      guard services != nil, line.indent > 0 else { continue }
      depth = depth ?? line.indent
      if line.indent == depth, !line.isItem { names += 1 }
      if line.has(key: "image") { images.append(line.text) }
      if !line.isItem { isInPorts = line.has(key: "ports") }
      if isInPorts, line.isItem { ports.append(plain(line.whole)) }
    }
    guard names == 1, images.count == 1, let found = images.first, !found.contains("$") else {
      self = StackFacts()
      return
    }
    ports = ports.filter {
      $0.utf8.allSatisfy { (0x30...0x3A).contains($0) } && $0.split(separator: ":").count == 2
    }
    let slash = found.lastIndex(of: "/") ?? found.startIndex
    guard let colon = found[slash...].lastIndex(of: ":"), !found.contains("@") else {
      image = found.contains("@") ? nil : found
      return
    }
    image = String(found[..<colon])
    tag = String(found[found.index(after: colon)...])
  }

  private init() {}
}

extension YAMLLine {
  /// The line's text from its key on: a port such as `80:80` has a colon that makes no key.
  fileprivate var whole: ArraySlice<UInt8> { key.isEmpty ? value : key }
}
