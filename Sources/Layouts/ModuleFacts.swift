/// What the Terraform files of one folder state about it.
package struct ModuleFacts: Hashable, Sendable {
  /// The types of providers whose resources it has or that it requires: `aws`, `proxmox`.
  package private(set) var providers: Set<String> = []
  /// The lowest version of Terraform that it takes, with three numbers.
  package private(set) var terraformVersion: String?
  /// What its variable `environment` may be.
  package private(set) var environments: [String] = []
  /// The type of the backend that keeps its state.
  package private(set) var backend: String?

  package init(terraform files: [[UInt8]]) {
    for file in files {
      for line in lines(of: file) { note(String(decoding: trimmed(line), as: UTF8.self)) }
    }
  }

  private mutating func note(_ line: String) {
    let words = line.split(separator: " ", omittingEmptySubsequences: true)
    if let first = words.first, words.count > 1, words.last == "{" {
      let label = String(words[1].filter { $0 != "\"" })
      switch first {
      case "resource", "data":
        if let type = label.split(separator: "_").first, type != "terraform" {
          providers.insert(String(type))
        }
      case "provider": providers.insert(label)
      case "backend": backend = label
      default: break
      }
    } else if words.first == "source", let path = quoted(in: line), path.split(separator: "/").count == 2,
      !path.hasPrefix(".")
    {
      providers.insert(path.split(separator: "/").last.map(String.init) ?? path)
    } else if words.first == "required_version", let range = quoted(in: line) {
      terraformVersion = Self.lowest(of: range)
    }
    if line.contains("var.environment)") { environments = Self.listed(before: "var.environment)", in: line) }
  }

  private func quoted(in line: String) -> String? {
    let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
    return parts.count == 3 ? String(parts[1]) : nil
  }

  /// `>= 1.9` and `~> 1.9.2` name the lowest version; with another constraint first nothing is reported.
  private static func lowest(of range: String) -> String? {
    let first = range.split(separator: ",").first.map(String.init) ?? ""
    guard first.hasPrefix(">=") || first.hasPrefix("~>") else { return nil }
    let numbers = first.dropFirst(2).filter { $0 != " " }.split(separator: ".").map(String.init)
    guard (2...3).contains(numbers.count), numbers.allSatisfy({ Int($0) != nil }) else { return nil }
    return (numbers.count == 2 ? numbers + ["0"] : numbers).joined(separator: ".")
  }

  /// The texts of `contains(["a", "b"], var.environment)`.
  private static func listed(before end: String, in line: String) -> [String] {
    guard let open = line.firstIndex(of: "["), let close = line.firstIndex(of: "]"), open < close else {
      return []
    }
    return line[line.index(after: open)..<close].split(separator: ",").map { item in
      item.filter { $0 != "\"" && $0 != " " }
    }
  }
}

extension RepositoryContents {
  /// The folders whose Terraform files call the module in a folder by its path, without examples and tests.
  package func callers(ofModule module: String) -> [String] {
    let found = facts.filter { path, fact in
      fact.natures.contains(.terraform) && !ground.isSetAside(folder(of: path))
        && fact.references.contains { source in
          source.hasPrefix(".") && normal(join(folder(of: path), source.cleanPath)) == module
        }
    }
    return Set(found.keys.map(folder(of:))).filter { !lies($0, in: module) }.sorted()
  }
}

extension String {
  /// A path without doubled slashes and what follows a question mark.
  fileprivate var cleanPath: String {
    (split(separator: "?").first ?? "").split(separator: "/").joined(separator: "/")
  }
}
