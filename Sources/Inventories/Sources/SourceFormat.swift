package import Diagnostics
import JSONCoding
import YAMLReading

/// What facts are read from.
package enum SourceFormat: String, Hashable, Sendable, CaseIterable {
  case markdown, ansible, terraform, proxmox, netbox
}

extension SourceFacts {
  /// Reads a source; where no format is given, what it holds tells, and its name where that does not.
  ///
  /// Throws if it is not one of them, or cannot be read at all.
  package init(_ bytes: [UInt8], at path: String, as format: SourceFormat? = nil) throws(Findings) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Findings(Diagnostic(.data, "it is not UTF-8", at: Place(path)))
    }
    switch SourceShape(text, at: path, as: format) {
    case .markdown: self.init(markdown: text, at: path)
    case .ini: self.init(AnsibleInventory(ini: text, at: path), at: path)
    case .yaml:
      self.init(
        AnsibleInventory(yaml: try parseYAML(bytes, at: path, limits: largeDocument), at: path), at: path)
    case .json: try self.init(document: try jsonDocument(bytes, at: path), at: path, as: format)
    }
  }

  private init(document: Node, at path: String, as format: SourceFormat?) throws(Findings) {
    switch format ?? Self.format(of: document) {
    case .terraform: try self.init(terraform: document, at: path)
    case .proxmox: try self.init(proxmox: document, at: path)
    case .netbox: try self.init(netbox: document, at: path)
    case .ansible: self.init(AnsibleInventory(json: document, at: path), at: path)
    case .markdown, nil:
      throw Findings(
        Diagnostic(
          .data, "unknown JSON format", at: Place(path),
          hint:
            "supported: terraform show -json, pvesh get /cluster/resources --output-format json, NetBox's API, ansible-inventory --list"
        ))
    }
  }

  /// What sort of JSON a document is, by what only that sort has.
  private static func format(of document: Node) -> SourceFormat? {
    let isState = document["terraform_version"] != nil || document["format_version"] != nil
    if isState { return .terraform }
    if document["_meta"] != nil || document["all"] != nil { return .ansible }
    let items = document.items ?? document["data"]?.items ?? document["results"]?.items ?? []
    if document["results"] != nil || items.contains(where: { $0["url"] != nil && $0["display"] != nil }) {
      return .netbox
    }
    if document["data"] != nil || items.contains(where: { $0["vmid"] != nil || $0["type"] != nil }) {
      return .proxmox
    }
    return items.isEmpty ? nil : .netbox
  }
}

/// How a source is written.
private enum SourceShape {
  case markdown, ini, yaml, json

  init(_ text: String, at path: String, as format: SourceFormat?) {
    let name = path.lowercased()
    let start = text.utf8.first { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), maxSplits: 400)
    switch format {
    case .markdown: self = .markdown
    case .terraform, .proxmox, .netbox: self = .json
    case .ansible, nil:
      if start == UInt8(ascii: "{") || (start == UInt8(ascii: "[") && Self.isList(text)) {
        self = .json
      } else if format == nil,
        name.hasSuffix(".md") || name.hasSuffix(".markdown") || lines.contains(where: Self.isDelimiter)
      {
        self = .markdown
      } else if name.hasSuffix(".yml") || name.hasSuffix(".yaml") {
        self = .yaml
      } else if name.hasSuffix(".ini") || lines.contains(where: Self.isSection)
        || format == .ansible && !Self.isMapping(lines)
      {
        self = .ini
      } else {
        self = Self.isMapping(lines) ? .yaml : .markdown
      }
    }
  }

  /// Whether a bracket begins a list of JSON and not a section.
  private static func isList(_ text: String) -> Bool {
    let rest = text.drop { $0 != "[" }.dropFirst().drop { $0.isWhitespace }
    return rest.isEmpty || rest.first == "{" || rest.first == "]"
  }

  private static func isDelimiter(_ line: Substring.UTF8View) -> Bool {
    line.contains(bar) && line.contains(UInt8(ascii: "-"))
      && line.allSatisfy { "|-: \t\r>".utf8.contains($0) }
  }

  private static func isSection(_ line: Substring.UTF8View) -> Bool {
    line.first == UInt8(ascii: "[") && line.contains(UInt8(ascii: "]")) && !line.contains(UInt8(ascii: "("))
  }

  /// Whether the first significant line is a key.
  private static func isMapping(_ lines: [Substring.UTF8View]) -> Bool {
    let first = lines.first { line in
      let text = String(Substring(line)).trimmingBlanks
      return !text.isEmpty && !text.hasPrefix("#") && text != "---"
    }
    return first.map { String(Substring($0)).trimmingBlanks.hasSuffix(":") } ?? false
  }
}

/// Ample for what tools write.
private let largeDocument = YAMLLimits(bytes: 16 << 20, nodes: 1_000_000, depth: 128)

/// JSON as nodes with places where libyaml takes it, which it mostly does; else without lines.
private func jsonDocument(_ bytes: [UInt8], at path: String) throws(Findings) -> Node {
  do throws(Findings) {
    return try parseYAML(bytes, at: path, as: "JSON", limits: largeDocument)
  } catch {
    return Node(try decodeJSON(JSONValue.self, from: bytes, at: path), at: Place(path))
  }
}

extension Node {
  fileprivate init(_ value: JSONValue, at place: Place) {
    switch value {
    case .null: self.init(.scalar(Scalar(text: "null", isPlain: true)), at: place)
    case .boolean(let flag): self.init(.scalar(Scalar(text: String(flag), isPlain: true)), at: place)
    case .integer(let number): self.init(.scalar(Scalar(text: String(number), isPlain: true)), at: place)
    case .number(let number): self.init(.scalar(Scalar(text: String(number), isPlain: true)), at: place)
    case .text(let text): self.init(.scalar(Scalar(text: text, isPlain: false)), at: place)
    case .list(let items): self.init(.sequence(items.map { Node($0, at: place) }), at: place)
    case .object(let members):
      let pairs = members.sorted { $0.key < $1.key }.map {
        Pair(
          key: Node(.scalar(Scalar(text: $0.key, isPlain: false)), at: place),
          value: Node($0.value, at: place))
      }
      self.init(.mapping(pairs), at: place)
    }
  }
}
