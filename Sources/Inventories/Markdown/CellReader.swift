import Diagnostics
import Skeletons

/// Reads the cells of a row into a statement, and lists what of them is not taken.
struct CellReader {
  let path: String
  var line: Int
  private(set) var leftOut: [LeftOut] = []

  init(path: String, line: Int) {
    self.path = path
    self.line = line
  }

  mutating func read(_ cell: MarkdownCell, as head: ColumnHead, into statement: inout Statement) {
    guard let meaning = head.meaning else { return }
    let place = Place(path, line: line, column: cell.column)
    if !cell.struck.isEmpty {
      leftOut.append(LeftOut(.cell, "\(meaning.rawValue): '\(quoted(cell.struck))' is struck out", at: place))
    }
    take(
      Self.reading(cell, as: meaning, unit: head.unit, of: statement.subject), as: meaning.rawValue,
      at: place,
      into: &statement)
  }

  /// Puts what was read into a statement; `label` is what it is called where it is left out.
  mutating func take(_ reading: Reading, as label: String, at place: Place, into statement: inout Statement) {
    switch reading {
    case .nothing: return
    case .refused(let reason, let hint):
      leftOut.append(LeftOut(.cell, "\(label): \(reason)", at: place, hint: hint, isRefused: true))
    case .facts(let facts, let rest):
      for (field, value) in facts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        add(field, value, at: place, to: &statement)
      }
      leftOut += rest.map { LeftOut(.cell, "\(label): \($0)", at: place) }
    }
  }

  /// A second column may add addresses, and may not contradict what the row states already.
  private mutating func add(
    _ field: FactField, _ value: FactValue, at place: Place, to statement: inout Statement
  ) {
    guard let known = statement[field] else { return statement.state(field, value, at: place) }
    if known == value { return }
    switch (field, value) {
    case (.address, .text(let address)):
      statement.state(.addresses, .list((statement[.addresses]?.list ?? []) + [address]), at: place)
    case (.addresses, .list(let more)):
      statement.state(.addresses, .list((known.list ?? []) + more), at: place)
    case (.prefix, _) where statement[.address] != nil && place != statement.facts[.prefix]?.place: return
    default:
      statement.facts[field] = nil
      leftOut.append(
        LeftOut(
          .cell,
          "\(field.rawValue): '\(quoted(value.words))' here, and '\(quoted(known.words))' in the same row",
          at: place,
          isRefused: true))
    }
  }

  private static func reading(
    _ cell: MarkdownCell, as meaning: ColumnMeaning, unit: AmountGrammar.Unit?, of subject: Statement.Subject
  ) -> Reading {
    let text = cell.text
    switch meaning {
    case .id: return IdentityGrammar.id(text)
    case .name, .host: return IdentityGrammar.name(text)
    case .kind: return IdentityGrammar.kind(text)
    case .address, .address6: return AddressGrammar.read(text)
    case .prefix: return prefix(text)
    case .node: return node(text)
    case .status: return IdentityGrammar.status(text)
    case .purpose, .notes: return TextGrammar.line(text, .purpose)
    case .tags: return TextGrammar.tags(text)
    case .cores: return AmountGrammar.cores(text)
    case .memory: return AmountGrammar.memory(text, unit: unit)
    case .disk: return AmountGrammar.disk(text, unit: unit)
    case .service, .services: return TextGrammar.services(text)
    case .urls: return TextGrammar.urls(text, links: cell.links)
    case .user: return TextGrammar.user(text)
    case .version: return TextGrammar.version(text)
    case .network: return subject == .network ? TextGrammar.cidr(text) : network(text)
    case .gateway: return TextGrammar.gateway(text)
    case .vlan: return TextGrammar.vlan(text)
    case .bridge: return TextGrammar.line(text, .bridge)
    }
  }

  private static func prefix(_ text: String) -> Reading {
    if saysNothing(text) { return .nothing }
    guard let prefix = AddressGrammar.prefix(text) else {
      return .refused("invalid prefix length '\(quoted(text))'")
    }
    return .fact(.prefix, .number(prefix))
  }

  private static func node(_ text: String) -> Reading {
    guard case .facts(let facts, let rest) = IdentityGrammar.name(text) else {
      return IdentityGrammar.name(text)
    }
    guard let name = facts[.name]?.text, !name.contains(" ") else {
      return .refused("'\(quoted(text))' is not the name of one node")
    }
    return .fact(.node, .text(name), rest: rest)
  }

  /// The name of a network, or its CIDR.
  private static func network(_ text: String) -> Reading {
    if saysNothing(text) { return .nothing }
    if text.contains("/") {
      guard let network = IPNetwork(text) else { return .refused("invalid network '\(quoted(text))'") }
      return .fact(.network, .text(network.description))
    }
    return TextGrammar.line(text, .network)
  }
}
