import Diagnostics
package import Skeletons

/// An inventory with what a source states put into it.
///
/// An id is a guest's identity, a name that of a node or network. What is new or was empty is taken; what differs or is
/// not in the source any longer stays unless it is accepted, and every difference is listed.
package struct InventoryMerge {
  package private(set) var result: Inventory
  package private(set) var changes: [FactChange] = []
  package private(set) var leftOut: [LeftOut]

  private let acceptance: Acceptance

  /// Merges; of what is not taken by itself, only what `acceptance` names.
  package init(_ known: Inventory, with source: SourceFacts, accepting acceptance: Acceptance = Acceptance())
  {
    result = known
    leftOut = source.leftOut
    self.acceptance = acceptance
    result.nodes = merged(known.nodes, source.statements(of: .node)) { statement in
      statement.name.map { HostNode(name: $0) }
    }
    let names = Set(known.networks.map(\.name))
    let networks = source.statements(of: .network).filter {
      $0[.cidr] != nil || names.contains($0.name ?? "")
    }
    for statement in source.statements(of: .network) where !networks.contains(statement) {
      leave(
        statement, "the network '\(quoted(statement.name ?? ""))' has no range of addresses", isRefused: false
      )
    }
    result.networks = merged(known.networks, networks) { statement in statement.name.map { Network(name: $0) }
    }
    mergeGuests(known.guests, source.statements(of: .guest))
  }

  // MARK: nodes and networks

  private mutating func merged<Bearer: FactBearer>(
    _ known: [Bearer], _ statements: [Statement], make: (Statement) -> Bearer?
  ) -> [Bearer] {
    var bearers = known
    var places = Dictionary(
      known.enumerated().compactMap { index, bearer in
        bearer[.name]?.text.map { ($0, index) }
      }
    ) { first, _ in first }
    var seen: Set<Int> = []
    for statement in statements {
      guard let name = statement.name else { continue }
      if let index = places[name] {
        seen.insert(index)
        merge(statement, into: &bearers[index])
      } else if var bearer = make(statement) {
        places[name] = bearers.count
        seen.insert(bearers.count)
        add(statement, to: &bearer)
        bearers.append(bearer)
      }
    }
    return statements.isEmpty ? bearers : keeping(bearers, seen: seen)
  }

  /// Those that the source has, and those of the others that no one lets go.
  private mutating func keeping<Bearer: FactBearer>(_ bearers: [Bearer], seen: Set<Int>) -> [Bearer] {
    var kept: [Bearer] = []
    for (index, bearer) in bearers.enumerated() where seen.contains(index) || !isGone(bearer) {
      kept.append(bearer)
    }
    return kept
  }

  private mutating func isGone<Bearer: FactBearer>(_ bearer: Bearer) -> Bool {
    decide(bearer, at: nil) { .vanished(isAccepted: $0) }
  }

  // MARK: guests

  private mutating func mergeGuests(_ known: [Guest], _ statements: [Statement]) {
    var guests = known
    var ids = Dictionary(known.enumerated().map { ($1.id, $0) }) { first, _ in first }
    var names: [String: Int?] = [:]
    for (index, guest) in known.enumerated() {
      names[guest.name] = names[guest.name] == nil ? index : .some(nil)
    }
    var seen: Set<Int> = []
    for statement in statements {
      let index = statement.id.map { ids[$0] } ?? statement.name.flatMap { names[$0] ?? nil }
      if let index {
        seen.insert(index)
        merge(statement, into: &guests[index])
      } else if let guest = newGuest(statement) {
        ids[guest.id] = guests.count
        seen.insert(guests.count)
        guests.append(guest)
      }
    }
    // All new ones were stated, so `seen` does not depend on their order.
    guests[known.count...].sort { $0.id < $1.id }
    result.guests = statements.isEmpty ? guests : keeping(guests, seen: seen)
  }

  /// A guest that the inventory does not have; nil if the source states too little about it, which is listed.
  private mutating func newGuest(_ statement: Statement) -> Guest? {
    guard let id = statement.id else {
      let name = quoted(statement.name ?? "")
      leave(statement, "'\(name)' has no id here and is not a guest in the inventory", isRefused: false)
      return nil
    }
    guard let name = statement.name else {
      leave(statement, "guest \(id) has no name", isRefused: true)
      return nil
    }
    guard let kind = statement.kind else {
      leave(
        statement,
        "it is not stated whether guest \(id) ('\(quoted(name))') is a container or a virtual machine",
        isRefused: true,
        hint: "a column 'Type' (CT, VM, template), or a heading such as 'LXC containers'")
      return nil
    }
    var guest = Guest(kind: kind, id: id, name: name)
    add(statement, to: &guest)
    return guest
  }

  private mutating func leave(_ statement: Statement, _ reason: String, isRefused: Bool, hint: String? = nil)
  {
    leftOut.append(LeftOut(.entry, reason, at: statement.place, hint: hint, isRefused: isRefused))
  }

  // MARK: facts

  private mutating func add<Bearer: FactBearer>(_ statement: Statement, to bearer: inout Bearer) {
    for field in Bearer.fields { if let value = statement[field] { bearer[field] = value } }
    changes.append(
      FactChange(
        reference: bearer.reference, name: bearer[.name]?.text ?? "", what: .added, place: statement.place))
  }

  private mutating func merge<Bearer: FactBearer>(_ statement: Statement, into bearer: inout Bearer) {
    let former = bearer
    for field in Bearer.fields where field != .id {
      guard let fact = statement.facts[field] else { continue }
      // Facts of another address are not taken for the one that is kept.
      let isOfAddress = field == .prefix || field == .addresses
      if isOfAddress, let address = statement[.address], bearer[.address] != address { continue }
      take(field, fact, into: &bearer, former: former)
    }
  }

  private mutating func take<Bearer: FactBearer>(
    _ field: FactField, _ fact: Statement.Fact, into bearer: inout Bearer, former: Bearer
  ) {
    guard let known = bearer[field] else {
      bearer[field] = fact.value
      return note(former, fact.place, .filled(field, fact.value))
    }
    if known == fact.value { return }
    guard field.growsByItems, let items = fact.value.list, let others = known.list else {
      let isAccepted = decide(former, at: fact.place) {
        .changed(field, from: known, to: fact.value, isAccepted: $0)
      }
      if isAccepted { bearer[field] = fact.value }
      return
    }
    let missing = items.filter { !others.contains($0) }
    let surplus = others.filter { !items.contains($0) }
    if !missing.isEmpty { note(former, fact.place, .filled(field, .list(missing))) }
    let isLet =
      !surplus.isEmpty && decide(former, at: fact.place) { .surplus(field, surplus, isAccepted: $0) }
    bearer[field] = .list((isLet ? others.filter(items.contains) : others) + missing)
  }

  private mutating func note<Bearer: FactBearer>(_ bearer: Bearer, _ place: Place?, _ what: FactChange.What) {
    changes.append(
      FactChange(reference: bearer.reference, name: bearer[.name]?.text ?? "", what: what, place: place))
  }

  /// Asks for a decision and notes it.
  private mutating func decide<Bearer: FactBearer>(
    _ bearer: Bearer, at place: Place?, _ what: (Bool) -> FactChange.What
  ) -> Bool {
    let name = bearer[.name]?.text ?? ""
    let open = FactChange(reference: bearer.reference, name: name, what: what(false), place: place)
    let isAccepted = acceptance.accepts(open)
    note(bearer, place, what(isAccepted))
    return isAccepted
  }
}
