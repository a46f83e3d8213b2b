import Diagnostics
import YAMLReading

/// `{ distinct: ["<% port %>", "<%# ports %>…"] }`: what templates come to, line by line, of which none may be there twice.
///
/// Blank lines do not count.
package struct Distinction: Hashable, Sendable {
  private let templates: [Template]

  init(_ pair: Node.Pair, scope: Scope, noting faults: inout Faults) {
    let items = pair.value.items ?? [pair.value]
    templates = items.map { Template($0, "'distinct'", scope: scope, noting: &faults) }
    if items.isEmpty { faults.note("'distinct' names nothing", at: pair.value.place) }
  }

  /// The lines that are there more than once, each once, in order; none of what cannot be rendered.
  func repeated(_ values: Values) -> [String] {
    let lines = templates.flatMap { template in
      ((try? template.text(values)) ?? "").split(separator: "\n").map {
        String(decoding: Array($0.utf8).trimmed(), as: UTF8.self)
      }
    }
    var counts: [String: Int] = [:]
    return lines.filter { line in
      counts[line, default: 0] += 1
      return !line.isEmpty && counts[line] == 2
    }
  }

  var variables: Set<String> { templates.reduce(into: []) { $0.formUnion($1.variables) } }

  var words: String {
    let names = variables.sorted()
    guard let last = names.last, names.count > 1 else {
      return "\(names.first ?? "nothing") names nothing twice"
    }
    return "\(names.dropLast().joined(separator: ", ")) and \(last) name nothing twice"
  }
}

extension Condition {
  /// What is there twice of what must be distinct.
  func repeated(_ values: Values) -> [String] {
    switch self {
    case .all(let parts), .any(let parts): parts.flatMap { $0.repeated(values) }
    case .distinct(let distinction): distinction.repeated(values)
    default: []
    }
  }
}
