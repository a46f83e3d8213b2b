import Skeletons

/// What the headings above a table state about it.
struct HeadingWords: Hashable {
  /// The kind of guest that the nearest heading that names one speaks of.
  let kind: Guest.Kind?
  /// Whether the nearest heading speaks of nodes and of no guests.
  let isOfNodes: Bool
  let isOfNetworks: Bool
  /// A word by which the nearest headings state that what is below does not exist, or not yet.
  let absence: String?
  /// The one name that the nearest heading gives: `Node: pve1`, `pve1`.
  let subject: String?

  init(_ table: MarkdownTable) {
    let words = table.headings.map { $0.foldedWords.split(separator: " ").map(String.init) }
    kind = Self.kind(table.headings)
    let nearest = Set(words.last ?? [])
    let namesGuests =
      !nearest.isDisjoint(with: Self.guestWords) || IdentityGrammar.kind(in: table.heading) != nil
    isOfNodes = !nearest.isDisjoint(with: Self.nodeWords) && !namesGuests
    isOfNetworks = !nearest.isDisjoint(with: Self.networkWords)
    absence = words.dropFirst(words.count > 1 ? 1 : 0).joined().first { Self.absenceWords.contains($0) }
    subject = Self.subject(of: table.heading)
  }

  /// The nearest heading counts, then those above it; a document's title only if no other heading decides.
  private static func kind(_ headings: [String]) -> Guest.Kind? {
    for (index, heading) in headings.enumerated().reversed() {
      let words = heading.foldedWords.split(separator: " ").map(String.init)
      let isNearest = index == headings.count - 1
      let isWholly = words.allSatisfy { kindFillers.contains($0) || IdentityGrammar.kind(in: $0) != nil }
      guard isNearest || index > 0 || isWholly else { continue }
      if let kind = IdentityGrammar.kind(in: heading) { return kind }
      // Containers and machines together: each row must state which it is.
      if words.contains(where: { IdentityGrammar.kind(in: $0) != nil }) { return nil }
    }
    return nil
  }

  /// `Node: pve1`, `Proxmox node pve1 (192.0.2.1)`, or a name alone.
  private static func subject(of heading: String) -> String? {
    let words = RemarkedText(heading.withoutSymbols).text.split { $0 == " " || $0 == ":" }.map(String.init)
    let rest = words.drop {
      nodeWords.contains($0.foldedWords) || $0.foldedWords == "ve" || $0 == "-" || $0 == "–"
    }
    guard rest.count == 1, let name = rest.first,
      name.utf8.allSatisfy({ isDigit($0) || isLowerCase($0) || "-.".utf8.contains($0) })
    else { return nil }
    return saysNothing(name) || nodeWords.contains(name.foldedWords) ? nil : name
  }

  private static let nodeWords: Set = [
    "node", "nodes", "hypervisor", "hypervisors", "proxmox", "pve", "cluster", "knoten", "noeud", "noeuds",
    "nodo", "nodos",
    "hypervisoren", "hyperviseur", "hyperviseurs",
  ]
  private static let guestWords: Set = [
    "guest", "guests", "gast", "gaste", "invites", "huespedes", "services", "storage",
  ]
  private static let kindFillers: Set = [
    "machines", "machine", "maschinen", "maquinas", "guests", "proxmox", "list",
  ]
  private static let networkWords: Set = [
    "network", "networks", "vlan", "vlans", "subnet", "subnets", "netzwerk", "netzwerke", "netze", "reseau",
    "reseaux", "redes",
    "ipam",
  ]
  private static let absenceWords: Set = [
    "decommissioned", "retired", "deleted", "removed", "destroyed", "archived", "archive", "former",
    "obsolete", "planned",
    "future", "proposed", "wishlist", "ideas", "todo", "upcoming", "geplant", "geplante", "stillgelegt",
    "stillgelegte",
    "geloscht", "ausgemustert", "ehemalige", "prevu", "prevus", "prevues", "supprime", "supprimes",
    "supprimees", "retires",
    "planeado", "planeados", "eliminados", "retirados", "example", "beispiel", "exemple", "ejemplo",
  ]
}
