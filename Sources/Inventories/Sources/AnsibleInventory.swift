import Diagnostics
import YAMLReading

/// Hosts and groups of an Ansible inventory, in any of its formats.
struct AnsibleInventory {
  /// In the order in which they came.
  private(set) var names: [String] = []
  private(set) var hosts: [String: Host] = [:]
  private var parents: [String: Set<String>] = [:]
  private(set) var leftOut: [LeftOut] = []

  struct Host {
    let place: Place
    var groups: Set<String> = []
    var variables: [String: Node] = [:]
  }

  init() {}

  /// The groups that a host is in, directly or through others.
  func groups(of host: Host) -> Set<String> {
    var all = host.groups
    var open = Array(host.groups)
    while let group = open.popLast() {
      for parent in parents[group] ?? [] where all.insert(parent).inserted { open.append(parent) }
    }
    return all
  }

  mutating func add(_ name: String, to group: String, at place: Place, _ variables: [(String, Node)] = []) {
    if name.contains("[") {
      leftOut.append(LeftOut(.entry, "'\(quoted(name))' is a pattern of hosts, not one host", at: place))
      return
    }
    if hosts[name] == nil {
      hosts[name] = Host(place: place)
      names.append(name)
    }
    hosts[name]?.groups.insert(group)
    for (key, value) in variables { hosts[name]?.variables[key] = value }
  }

  mutating func nest(_ group: String, in parent: String) { parents[group, default: []].insert(parent) }

  mutating func leave(_ reason: String, at place: Place) {
    leftOut.append(LeftOut(.entry, reason, at: place))
  }
}

extension AnsibleInventory {
  /// `ansible-inventory --list`, and what dynamic inventories answer.
  init(json document: Node, at path: String) {
    self.init()
    let variables = document.value(at: "_meta", "hostvars")
    for group in document.pairs ?? [] where group.name != "_meta" {
      let hosts = group.value["hosts"]?.items ?? group.value.items ?? []
      for host in hosts {
        guard let name = host.plainText else { continue }
        add(name, to: group.name, at: host.place, (variables?[name]?.pairs ?? []).map { ($0.name, $0.value) })
      }
      for child in group.value["children"]?.items ?? [] {
        if let name = child.plainText { nest(name, in: group.name) }
      }
    }
  }

  /// The YAML form: groups with `hosts`, `children` and `vars`.
  init(yaml document: Node, at path: String) {
    self.init()
    for pair in document.pairs ?? [] { add(group: pair, in: nil, depth: 0) }
    if document.pairs == nil, !document.isNull { leave("expected a mapping of groups", at: document.place) }
  }

  private mutating func add(group pair: Node.Pair, in parent: String?, depth: Int) {
    guard depth < 32 else { return }
    if let parent { nest(pair.name, in: parent) }
    for member in pair.value.pairs ?? [] {
      switch member.name {
      case "hosts":
        for host in member.value.pairs ?? [] {
          add(
            host.name, to: pair.name, at: host.key.place, (host.value.pairs ?? []).map { ($0.name, $0.value) }
          )
        }
      case "children":
        for child in member.value.pairs ?? [] { add(group: child, in: pair.name, depth: depth + 1) }
      case "vars": continue
      default:
        leave(
          "'\(quoted(member.name))' of group '\(quoted(pair.name))' is neither hosts, children nor vars",
          at: member.key.place)
      }
    }
  }
}
