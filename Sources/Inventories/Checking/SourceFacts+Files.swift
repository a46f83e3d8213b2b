import Diagnostics
import YAMLReading

/// What a file of a repository may state about guests, by its name.
package enum RepositoryFile: Hashable, Sendable {
  case ansibleINI, ansibleYAML
  /// Variables of one host, which is called as the file is.
  case hostVariables(String)
  case terraform, compose, document

  /// Nil for a file without such facts; `path` has its folders.
  package init?(path: String) {
    let parts = path.split(separator: "/").map(String.init)
    guard let name = parts.last?.lowercased(), let file = parts.last else { return nil }
    let stem = String(file.prefix { $0 != "." })
    let isYAML = name.hasSuffix(".yml") || name.hasSuffix(".yaml")
    let folders = parts.dropLast().map { $0.lowercased() }
    if name.hasSuffix(".md") || name.hasSuffix(".markdown") {
      self = .document
    } else if name.hasSuffix(".tf") || name.hasSuffix(".tfvars") {
      self = .terraform
    } else if isYAML, name.hasPrefix("compose.") || name.hasPrefix("docker-compose.") {
      self = .compose
    } else if folders.last == "host_vars", isYAML {
      self = .hostVariables(String(file.dropLast(name.hasSuffix(".yml") ? 4 : 5)))
    } else if folders.dropLast().last == "host_vars", isYAML {
      self = .hostVariables(parts[parts.count - 2])
    } else if folders.contains("group_vars") || folders.contains("host_vars") {
      return nil
    } else if ["hosts", "inventory"].contains(stem.lowercased()) || folders.contains("inventories")
      || folders.contains("inventory")
    {
      if isYAML {
        self = .ansibleYAML
      } else if name.hasSuffix(".ini") || !name.contains(".") {
        self = .ansibleINI
      } else {
        return nil
      }
    } else {
      return nil
    }
  }

  /// Whether its addresses are meant, and not only spoken of.
  package var isConfiguration: Bool { self != .document }

  /// Its facts; nil if it cannot be parsed as its name suggests.
  package func facts(_ bytes: [UInt8], at path: String) -> SourceFacts? {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    switch self {
    case .document: return SourceFacts(markdown: text, at: path)
    case .terraform: return SourceFacts(hcl: text, at: path)
    case .ansibleINI: return SourceFacts(AnsibleInventory(ini: text, at: path), at: path)
    case .ansibleYAML, .hostVariables, .compose: break
    }
    // What is encrypted or tagged is not for us to read.
    guard let document = try? parseYAML(bytes, at: path) else { return nil }
    switch self {
    case .compose: return SourceFacts(compose: document)
    case .hostVariables(let name):
      var inventory = AnsibleInventory()
      inventory.add(name, to: "all", at: document.place, (document.pairs ?? []).map { ($0.name, $0.value) })
      return SourceFacts(inventory, at: path)
    default: return SourceFacts(AnsibleInventory(yaml: document, at: path), at: path)
    }
  }
}

extension SourceFacts {
  /// The names and addresses that a Compose file gives its services: `extra_hosts`.
  init(compose document: Node) {
    self.init()
    var readers: [ObjectReader] = []
    for service in document["services"]?.pairs ?? [] {
      let hosts = service.value["extra_hosts"]
      let listed = (hosts?.items ?? []).compactMap { item -> (String, String, Node)? in
        guard let text = item.plainText, let end = text.firstIndex(where: { $0 == ":" || $0 == "=" }) else {
          return nil
        }
        return (String(text[..<end]), String(text[text.index(after: end)...]), item)
      }
      let mapped = (hosts?.pairs ?? []).compactMap { pair in
        pair.value.plainText.map { (pair.name, $0, pair.value) }
      }
      for (name, address, node) in listed + mapped where IPAddress(address) != nil {
        var reader = ObjectReader(.guest, at: node.place)
        reader.state(.name, name)
        reader.read(node, as: "address") { _ in AddressGrammar.read(address) }
        readers.append(reader)
      }
    }
    statements = readers.map(\.statement)
  }
}
