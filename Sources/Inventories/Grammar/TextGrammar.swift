import Diagnostics
import Skeletons

/// Cells of words: tags, purposes, services, versions, users and links.
enum TextGrammar {
  /// Tags as Proxmox VE takes them, in lower case; separated by commas, semicolons or blanks.
  static func tags(_ text: String) -> Reading {
    if saysNothing(text) { return .nothing }
    let isListed = text.contains { ",;\n".contains($0) }
    let pieces = text.split { ",;\n".contains($0) || (!isListed && ($0 == " " || $0 == "\t")) }
    var tags: [String] = []
    var rest: [String] = []
    for piece in pieces {
      let tag = piece.trimmingBlanks.withoutSymbols
      let bare = (tag.hasPrefix("#") ? String(tag.dropFirst()) : tag).lowercased()
      if bare.isEmpty || saysNothing(bare) { continue }
      guard isTag(bare) else {
        rest.append("invalid tag '\(quoted(tag))' (expected letters, digits and any of '_-+.')")
        continue
      }
      if !tags.contains(bare) { tags.append(bare) }
    }
    if tags.isEmpty { return rest.isEmpty ? .nothing : .refused(rest.joined(separator: "; ")) }
    return .fact(.tags, .list(tags), rest: rest)
  }

  /// As `pve-tag` of Proxmox VE, and with something in it that a group's name can be made of.
  private static func isTag(_ text: String) -> Bool {
    text.utf8.count <= 63 && text.utf8.contains { isDigit($0) || isLowerCase($0) }
      && text.utf8.first.map { isDigit($0) || isLowerCase($0) || $0 == UInt8(ascii: "_") } == true
      && text.utf8.allSatisfy { isDigit($0) || isLowerCase($0) || "._-+".utf8.contains($0) }
  }

  static func line(_ text: String, _ field: FactField) -> Reading {
    if saysNothing(text) { return .nothing }
    let line = text.split(separator: "\n").map { $0.trimmingBlanks }.filter { !$0.isEmpty }.joined(
      separator: "; ")
    if line.unicodeScalars.contains(where: {
      $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || $0.value == 0x2028 || $0.value == 0x2029
    }) {
      return .refused("the text has a control character")
    }
    if line.utf8.count > 1000 { return .refused("the text is longer than 1000 bytes") }
    return line.isEmpty ? .nothing : .fact(field, .text(line))
  }

  static func services(_ text: String) -> Reading {
    if saysNothing(text) { return .nothing }
    let pieces = text.split { ",;\n".contains($0) }.map { $0.trimmingBlanks.withoutSymbols }
    let names = pieces.filter { !saysNothing($0) }
    if let bad = names.first(where: { $0.utf8.count > 100 || $0.unicodeScalars.contains { $0.value < 0x20 } })
    {
      return .refused("invalid service name '\(quoted(String(bad.prefix(40))))…'")
    }
    return names.isEmpty ? .nothing : .fact(.services, .list(names.withoutRepetitions))
  }

  /// Absolute http and https addresses, from the text or from its links; never with a password in them.
  static func urls(_ text: String, links: [String] = []) -> Reading {
    let words = links.isEmpty ? text.split { " ,;\n\t".contains($0) }.map(String.init) : links
    if links.isEmpty, saysNothing(text) { return .nothing }
    var urls: [String] = []
    for word in words {
      let lowered = word.lowercased()
      guard let scheme = ["https://", "http://"].first(where: lowered.hasPrefix) else {
        return .refused("invalid URL '\(quoted(word))'", hint: "https://…")
      }
      let host = word.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
      if host.contains("@") { return .refused("the URL has a user name or a password in it") }
      if host.isEmpty
        || word.unicodeScalars.contains(where: {
          $0.value <= 0x20 || $0.value == 0x7F || "<>\"{}|\\^`".unicodeScalars.contains($0)
        })
      {
        return .refused("invalid URL '\(quoted(word))'")
      }
      urls.append(word)
    }
    return urls.isEmpty ? .nothing : .fact(.urls, .list(urls.withoutRepetitions))
  }

  /// The value is not shown where it is refused: people keep passwords beside users.
  static func user(_ text: String) -> Reading {
    if saysNothing(text) { return .nothing }
    guard isUser(text) else {
      return .refused("the cell is not a plain user name", hint: "such as root")
    }
    return .fact(.user, .text(text))
  }

  /// A name that useradd(8) takes.
  package static func isUser(_ text: String) -> Bool {
    text.utf8.count <= 32 && text.utf8.first.map { isLowerCase($0) || $0 == UInt8(ascii: "_") } == true
      && text.utf8.allSatisfy { isLowerCase($0) || isDigit($0) || "_-.".utf8.contains($0) }
  }

  /// `8.3.3`, `PVE 8.3.3`, `pve-manager/8.3.3/f157a38b`.
  static func version(_ text: String) -> Reading {
    if saysNothing(text) { return .nothing }
    let remarked = RemarkedText(text)
    var rest = remarked.text.lowercased()[...]
    for word in ["proxmox", "virtual environment", "ve", "pve-manager/", "pve", "version", "v"]
    where rest.hasPrefix(word) {
      rest = rest.dropFirst(word.count).drop { $0 == " " || $0 == "-" }
    }
    let number = rest.prefix { $0 != "/" && $0 != " " }
    let parts = number.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "-" }
    let isNumber =
      (2...4).contains(parts.count)
      && parts.allSatisfy { (1...4).contains($0.utf8.count) && $0.utf8.allSatisfy(isDigit) }
    let behind = rest.dropFirst(number.count)
    guard isNumber, behind.isEmpty || behind.hasPrefix("/") else {
      return .refused("invalid version '\(quoted(text))'", hint: "such as 8.3.3")
    }
    return .fact(.version, .text(String(number)), rest: remarked.rest)
  }

  /// A network as `192.168.2.0/24`.
  static func cidr(_ text: String) -> Reading {
    if saysNothing(text) { return .nothing }
    let remarked = RemarkedText(text)
    if let network = IPNetwork(remarked.text) {
      return .fact(.cidr, .text(network.description), rest: remarked.rest)
    }
    return .refused(
      "invalid network '\(quoted(text))'",
      hint: "an address whose host bits are zero, and a prefix length: 192.168.2.0/24")
  }

  static func gateway(_ text: String) -> Reading {
    switch AddressGrammar.read(text) {
    case .facts(let facts, let rest):
      guard let address = facts[.address], facts[.addresses] == nil else {
        return .refused("'\(quoted(text))' is not a single address")
      }
      return .fact(.gateway, address, rest: rest)
    case let other: return other
    }
  }

  static func vlan(_ text: String) -> Reading {
    if saysNothing(text) { return .nothing }
    let digits = text.lowercased().drop { !$0.isNumber && $0 != "-" }
    guard digits.utf8.allSatisfy(isDigit), digits.utf8.first != 0x30, let number = Int(digits),
      (1...4094).contains(number)
    else {
      return .refused("invalid VLAN '\(quoted(text))'", hint: "1 to 4094")
    }
    return .fact(.vlan, .number(number))
  }
}

extension [String] {
  /// Each once, in the order in which they came.
  var withoutRepetitions: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}

func isLowerCase(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
