import Diagnostics
import Skeletons
import YAMLReading

/// Reads facts that a person wrote, each by the rule of its field; one that cannot be is a fault with its place.
struct FactReader {
  private var reader: MappingReader
  private let what: String

  init(_ node: Node, _ what: String, noting faults: inout Faults) {
    reader = MappingReader(node, what, noting: &faults)
    self.what = what
  }

  var place: Place { reader.place }

  mutating func finish(noting faults: inout Faults) { reader.finish(noting: &faults) }

  /// The name of what is described.
  mutating func name(noting faults: inout Faults) -> String? { reader.requiredText("name", noting: &faults) }

  /// A node that must be there, for values that only one kind of thing has.
  mutating func required(_ field: FactField, noting faults: inout Faults) -> Node? {
    reader.required(field.rawValue, noting: &faults)
  }

  /// The value of a field, in its normal form.
  mutating func value(_ field: FactField, noting faults: inout Faults) -> FactValue? {
    guard let node = reader.node(field.rawValue) else { return nil }
    switch field {
    case .addresses, .tags, .services, .urls: return list(field, node, noting: &faults)
    default: return single(field, node, noting: &faults)
    }
  }

  private func list(_ field: FactField, _ node: Node, noting faults: inout Faults) -> FactValue? {
    let texts = node.texts("'\(field.rawValue)' of \(what)", noting: &faults)
    if field == .addresses {
      for item in node.items ?? [] { _ = address(item, noting: &faults) }
    }
    return FactValue.list(texts).ifAny
  }

  private func single(_ field: FactField, _ node: Node, noting faults: inout Faults) -> FactValue? {
    let words = "'\(field.rawValue)' of \(what)"
    switch field {
    case .address, .gateway: return address(node, noting: &faults).map { .text($0) }
    case .cores: return number(node, words, within: 1...8192, noting: &faults)
    case .prefix: return number(node, words, within: 0...128, noting: &faults)
    case .vlan: return number(node, words, within: 1...4094, noting: &faults)
    case .memory, .disk: return size(field, node, words, noting: &faults)
    default: break
    }
    guard let text = node.text(words, noting: &faults) else { return nil }
    return checked(field, text, node, noting: &faults)
  }

  private func checked(
    _ field: FactField, _ text: String, _ node: Node, noting faults: inout Faults
  ) -> FactValue? {
    switch field {
    case .status where Guest.Status(rawValue: text) == nil:
      let known = Guest.Status.allCases.map(\.rawValue).joined(separator: ", ")
      faults.note("invalid status '\(quoted(text))' (expected one of: \(known))", at: node.place)
    case .user where !TextGrammar.isUser(text):
      faults.note("invalid user name '\(quoted(text))'", at: node.place, hint: "such as root or ansible")
    case .cidr where IPNetwork(text) == nil:
      faults.note(
        "invalid network '\(quoted(text))'", at: node.place,
        hint: "an address whose host bits are zero, and a prefix length: 192.168.2.0/24")
    default: return .text(text)
    }
    return nil
  }

  /// An address, or the name of a host that a resolver knows; `DHCP` is neither.
  private func address(_ node: Node, noting faults: inout Faults) -> String? {
    guard let text = node.text("'address' of \(what)", noting: &faults) else { return nil }
    if let address = IPAddress(text) {
      guard let reason = AddressGrammar.whyNoHost(address) else { return text }
      faults.note("'\(quoted(text))' is \(reason), not the address of a host", at: node.place)
      return nil
    }
    if Self.isHostName(text) { return text }
    let halves = text.split(separator: "/")
    let isPrefixed = halves.count == 2 && IPAddress(halves[0]) != nil && prefixLength(halves[1]) != nil
    faults.note(
      AddressGrammar.whyNone(text), at: node.place,
      hint: isPrefixed
        ? "address: \(halves[0]), prefix: \(halves[1])"
        : text.lowercased() == "dhcp"
          ? "leave 'address' out if it is not fixed" : "one address, or the name of a host")
    return nil
  }

  /// RFC 1123, section 2.1: labels of letters, digits and hyphens; the last one is not a number.
  static func isHostName(_ text: String) -> Bool {
    if text.utf8.count > 253 || ["dhcp", "none", "auto", "unknown"].contains(text.lowercased()) {
      return false
    }
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    let isSound = labels.allSatisfy { label in
      (1...63).contains(label.utf8.count) && label.utf8.first != UInt8(ascii: "-")
        && label.utf8.last != UInt8(ascii: "-")
        && label.utf8.allSatisfy {
          isDigit($0) || isLowerCase($0 | 0x20) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
        }
    }
    return isSound && labels.last?.utf8.contains { isLowerCase($0 | 0x20) } == true
  }

  private func number(
    _ node: Node, _ words: String, within range: ClosedRange<Int>, noting faults: inout Faults
  ) -> FactValue? {
    guard let number = node.integer(words, noting: &faults) else { return nil }
    if range.contains(number) { return .number(number) }
    faults.note(
      "\(words) is \(number), not between \(range.lowerBound) and \(range.upperBound)", at: node.place)
    return nil
  }

  /// A number of MiB or GiB, or a size with its unit: `2048`, `2 GB`.
  private func size(
    _ field: FactField, _ node: Node, _ words: String, noting faults: inout Faults
  ) -> FactValue? {
    if let text = node.scalar?.text, Node.integer(from: text) == nil {
      let reading =
        field == .memory ? AmountGrammar.memory(text, unit: nil) : AmountGrammar.disk(text, unit: nil)
      if case .facts(let facts, let rest) = reading, rest.isEmpty { return facts[field] }
      if case .refused(let reason, let hint) = reading {
        faults.note("\(words): \(reason)", at: node.place, hint: hint)
        return nil
      }
    }
    return number(node, words, within: 1...1_000_000_000, noting: &faults)
  }
}

extension HostNode {
  init?(_ node: Node, noting faults: inout Faults) {
    var reader = FactReader(node, "a node", noting: &faults)
    let name = reader.name(noting: &faults)
    self.init(name: name ?? "")
    for field in Self.fields where field != .name { self[field] = reader.value(field, noting: &faults) }
    reader.finish(noting: &faults)
    if name == nil { return nil }
  }
}

extension Network {
  init?(_ node: Node, noting faults: inout Faults) {
    var reader = FactReader(node, "a network", noting: &faults)
    let name = reader.name(noting: &faults)
    self.init(name: name ?? "")
    for field in Self.fields where field != .name { self[field] = reader.value(field, noting: &faults) }
    reader.finish(noting: &faults)
    if name == nil { return nil }
  }
}

extension Guest {
  init?(_ node: Node, noting faults: inout Faults) {
    var reader = FactReader(node, "a guest", noting: &faults)
    let kind = Self.kind(reader.required(.kind, noting: &faults), noting: &faults)
    let id = reader.required(.id, noting: &faults)?.integer("'id' of a guest", noting: &faults)
    let name = reader.name(noting: &faults)
    self.init(kind: kind ?? .machine, id: id ?? 0, name: name ?? "")
    for field in Self.fields where ![.kind, .id, .name].contains(field) {
      if let value = reader.value(field, noting: &faults) { self[field] = value }
    }
    reader.finish(noting: &faults)
    guard kind != nil, let id, name != nil else { return nil }
    if !Self.ids.contains(id) {
      faults.note(
        "invalid guest id \(id)", at: node.place, hint: "Proxmox VE counts from 100 to 999999999")
    }
  }

  private static func kind(_ node: Node?, noting faults: inout Faults) -> Kind? {
    guard let node, let text = node.text("'kind' of a guest", noting: &faults) else { return nil }
    let kind = Kind(rawValue: text)
    if kind == nil {
      let known = Kind.allCases.map(\.rawValue).joined(separator: ", ")
      faults.note("invalid kind of guest '\(quoted(text))' (expected one of: \(known))", at: node.place)
    }
    return kind
  }
}
