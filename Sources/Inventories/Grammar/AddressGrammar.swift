import Diagnostics

/// Cells of addresses: one, with a prefix length perhaps, or several, of which the first is where a guest is reached.
enum AddressGrammar {
  /// Reads a cell; `DHCP` is not a fixed address.
  static func read(_ text: String) -> Reading {
    if saysNothing(text) || isDynamic(text) { return .nothing }
    // The usual cell is nothing but an address.
    if text.utf8.allSatisfy({ isDigit($0) || ".:/".utf8.contains($0) }),
      case .success(let address) = one(text)
    {
      return reading([address], rest: [])
    }
    let whole = RemarkedText(text)
    if isDynamic(whole.text) {
      return .facts(
        [:], rest: ["the address is not fixed, so '(\(quoted(whole.remark ?? "")))' is not kept"])
    }
    if isRange(text) {
      return .refused(
        "'\(quoted(text))' is a range of addresses, not one", hint: "give each guest its own row")
    }
    var found: [(address: IPAddress, prefix: Int?)] = []
    var rest: [String] = []
    for piece in pieces(of: text) {
      let remarked = RemarkedText(piece)
      switch one(remarked.text) {
      case .failure(let refusal): return .refused(refusal.reason, hint: refusal.hint)
      case .success(let address):
        if let remark = remarked.remark, isUnfixed(remark) {
          rest.append("\(address.address) is not fixed (\(quoted(remark)))")
        } else if address.address.isLinkLocal {
          rest.append("\(address.address) is link-local and not reachable by itself")
        } else {
          found.append(address)
          rest += remarked.rest
        }
      }
    }
    return reading(found, rest: rest)
  }

  private static func reading(_ found: [(address: IPAddress, prefix: Int?)], rest: [String]) -> Reading {
    guard let first = found.first else { return .facts([:], rest: rest) }
    var facts: [FactField: FactValue] = [.address: .text(first.address.description)]
    facts[.prefix] = first.prefix.map { .number($0) }
    var more: [String] = []
    for other in found.dropFirst() where other.address != first.address {
      if !more.contains(other.address.description) { more.append(other.address.description) }
    }
    var rest = rest
    if !more.isEmpty {
      facts[.addresses] = .list(more)
      rest.append("\(more.joined(separator: ", ")) beside \(first.address) kept as further addresses")
    }
    for other in found.dropFirst() where other.prefix != nil && other.prefix != first.prefix {
      rest.append("the prefix /\(other.prefix ?? 0) of \(other.address) is not kept")
    }
    return .facts(facts, rest: rest)
  }

  /// One address, with its prefix length if there is one.
  static func one(_ text: String) -> Result<(address: IPAddress, prefix: Int?), Refusal> {
    let halves = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let address = IPAddress(halves.first ?? "") else { return .failure(Refusal(whyNone(text))) }
    if let reason = whyNoHost(address) {
      return .failure(Refusal("'\(quoted(text))' is \(reason), not the address of a host"))
    }
    guard halves.count == 2 else { return .success((address, nil)) }
    guard let prefix = prefix(halves[1].trimmingBlanks, of: address) else {
      return .failure(
        Refusal(
          "'\(quoted(text))': invalid prefix length '/\(quoted(String(halves[1])))'",
          hint: "0 to \(address.width)"))
    }
    if let network = IPNetwork(of: address, prefix: prefix), prefix < address.width - 1 {
      if network.address == address {
        return .failure(Refusal("'\(quoted(text))' is a network, not the address of a host"))
      }
      if !address.isIPv6, network.broadcast == address {
        return .failure(
          Refusal("'\(quoted(text))' is the broadcast address of its network, not that of a host"))
      }
    }
    return .success((address, prefix))
  }

  struct Refusal: Error {
    let reason: String
    let hint: String?

    init(_ reason: String, hint: String? = nil) {
      self.reason = reason
      self.hint = hint
    }
  }

  /// A length, or a netmask such as 255.255.255.0.
  static func prefix(_ text: String, of address: IPAddress? = nil) -> Int? {
    let width = address?.width ?? 128
    if let length = prefixLength(text.hasPrefix("/") ? String(text.dropFirst()) : text) {
      return length <= width ? length : nil
    }
    guard let mask = IPAddress(text), !mask.isIPv6, address?.isIPv6 != true else { return nil }
    let bits = mask.bytes.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    let length = bits.nonzeroBitCount
    return bits == (length == 0 ? 0 : ~UInt32(0) << UInt32(32 - length)) ? length : nil
  }

  /// The pieces between commas, semicolons, line breaks, blanks, `&`, `+`, words for "and", and slashes that no
  /// prefix length follows.
  private static func pieces(of text: String) -> [String] {
    var normal = text
    for separator in [",", ";", "\n", " & ", " + ", " / ", " and ", " und ", " et ", " y ", " | "] {
      normal = normal.replacing(separator, with: "\u{1}")
    }
    return normal.split(separator: "\u{1}").flatMap { part -> [String] in
      let whole = part.trimmingBlanks
      if whole.isEmpty { return [] }
      let remarked = RemarkedText(whole)
      let words = remarked.text.split(whereSeparator: { $0 == " " || $0 == "\t" }).flatMap(splitAtSlash)
      guard words.count > 1, words.allSatisfy({ IPAddress($0.prefix { $0 != "/" }) != nil }) else {
        return splitAtSlash(Substring(remarked.text)).count > 1 ? splitAtSlash(Substring(whole)) : [whole]
      }
      return words.dropLast() + [(words.last ?? "") + (remarked.remark.map { " (\($0))" } ?? "")]
    }
  }

  /// `a/b` if both are addresses and the second is not a netmask.
  private static func splitAtSlash(_ text: Substring) -> [String] {
    let halves = text.split(separator: "/", omittingEmptySubsequences: false)
    guard halves.count == 2, let first = IPAddress(halves[0]), IPAddress(halves[1]) != nil,
      prefix(String(halves[1]), of: first) == nil
    else { return [String(text)] }
    return halves.map(String.init)
  }

  private static func isDynamic(_ text: String) -> Bool {
    if text.utf8.first.map(isDigit) == true { return false }
    return isWordForDynamic(text)
  }

  private static func isWordForDynamic(_ text: String) -> Bool {
    [
      "dhcp", "dhcpv4", "dhcpv6", "dhcp4", "dhcp6", "slaac", "auto", "dynamic", "dynamisch", "dynamique",
      "dinamica",
    ]
    .contains(text.foldedWords)
  }

  /// A remark that states that the address may be another one tomorrow.
  private static func isUnfixed(_ remark: String) -> Bool {
    let words = remark.foldedWords.split(separator: " ")
    let fixed = ["reserved", "reservation", "reserviert", "static", "fixed", "fest", "statique", "fija"]
    return words.contains { $0.hasPrefix("dhcp") || $0 == "dynamic" }
      && !words.contains { fixed.contains(String($0)) }
  }

  private static func isRange(_ text: String) -> Bool {
    for separator in ["–", "—", "..", " - ", "-", " to ", " bis ", "…"] {
      let halves = text.split(separator: separator, maxSplits: 1)
      guard halves.count == 2 else { continue }
      let (from, to) = (halves[0].trimmingBlanks, halves[1].trimmingBlanks)
      if IPAddress(from.prefix { $0 != "/" }) != nil,
        IPAddress(to.prefix { $0 != "/" }) != nil || prefixLength(to) != nil || to.hasPrefix(".")
      {
        return true
      }
    }
    return false
  }

  /// Why an address is that of no guest and no node.
  static func whyNoHost(_ address: IPAddress) -> String? {
    if address.isUnspecified { return "the unspecified address" }
    if address.isLoopback { return "a loopback address" }
    if address.isMulticast { return "a multicast address" }
    return address.isReserved ? "a reserved address" : nil
  }

  /// Why a text is not an address, as exactly as it can be told.
  static func whyNone(_ text: String) -> String {
    let shown = "'\(quoted(text))'"
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    if parts.count >= 2, text.utf8.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ".") }) {
      if parts.count != 4 { return "invalid address \(shown): \(parts.count) numbers instead of 4" }
      if let large = parts.first(where: { (Int($0) ?? 0) > 255 }) {
        return "invalid address \(shown): \(large) is above 255"
      }
      if parts.contains(where: { $0.utf8.count > 1 && $0.utf8.first == 0x30 }) {
        return "invalid address \(shown): a number with a leading zero is octal to some programs"
      }
    }
    let halves = text.split(separator: ":")
    if halves.count == 2, IPAddress(halves[0]) != nil {
      return "\(shown) is an address with a port, not an address"
    }
    if text.contains("%") { return "\(shown) has a zone, which means something on one machine only" }
    return "invalid address \(shown)"
  }
}
