/// What a guest or a node is called where it is a host: in an inventory of Ansible, in a path.
enum HostName {
  /// RFC 1035: a label has 63 bytes.
  static let longest = 63

  /// The name itself if a host may have it, else one that is made of its letters and digits; empty if it has none.
  ///
  /// A name that means something else to Ansible gets `suffix` after it: `all`, `localhost`, a group's name.
  static func made(of name: String, suffix: String) -> String {
    let host = isSound(name) ? name : mapped(name)
    return host.isEmpty || !isTaken(host) ? host : String("\(host)-\(suffix)".suffix(longest))
  }

  static func isSound(_ text: String) -> Bool {
    text.utf8.first.map(isAlphanumeric) == true && text.utf8.count <= longest
      && text.utf8.allSatisfy { isAlphanumeric($0) || "._-".utf8.contains($0) }
  }

  private static func mapped(_ name: String) -> String {
    var host = ""
    for scalar in name.lowercased().unicodeScalars {
      if let letters = letters(for: scalar), !host.isEmpty || letters.utf8.allSatisfy(isAlphanumeric) {
        host += letters
      } else if !host.isEmpty, host.last != "-" {
        host += "-"
      }
    }
    let cut = host.prefix(longest)
    return String(cut.reversed().drop { $0 == "-" || $0 == "." || $0 == "_" }.reversed())
  }

  private static func letters(for scalar: Unicode.Scalar) -> String? {
    if let known = transcriptions[scalar] { return known }
    return scalar.isASCII && (isAlphanumeric(UInt8(scalar.value)) || scalar == "_" || scalar == ".")
      ? String(scalar) : nil
  }

  private static let transcriptions: [Unicode.Scalar: String] = [
    "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "à": "a", "á": "a", "â": "a", "ã": "a", "å": "a", "æ": "ae",
    "ç": "c", "è": "e", "é": "e", "ê": "e", "ë": "e", "ì": "i", "í": "i", "î": "i", "ï": "i", "ñ": "n",
    "ò": "o", "ó": "o", "ô": "o", "õ": "o", "ø": "o", "œ": "oe", "ù": "u", "ú": "u", "û": "u",
  ]

  /// Names that Ansible keeps for itself, and those of groups that are made of facts.
  private static func isTaken(_ host: String) -> Bool {
    ["all", "ungrouped", "localhost", "proxmox_guests", "proxmox_ct", "proxmox_vm", "proxmox_nodes"].contains(
      host)
      || host.hasPrefix("node_") || host.hasPrefix("tag_")
  }
}

extension Guest {
  /// Its name where it is a host; empty if nothing can be made of it.
  package var hostName: String { HostName.made(of: name, suffix: String(id)) }
}

extension HostNode {
  /// Its name where it is a host; empty if nothing can be made of it.
  package var hostName: String { HostName.made(of: name, suffix: "node") }
}
