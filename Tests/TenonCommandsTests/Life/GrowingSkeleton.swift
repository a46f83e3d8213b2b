import Foundation
import TestSupport

/// A skeleton of one's own that goes through versions, each the one before with a few things changed at random.
///
/// No name and no line is ever used twice, so that nothing comes back by chance.
struct GrowingSkeleton {
  struct File {
    var source: String
    /// Where it is laid out, if elsewhere.
    var path: String?
    var lines: [String]
    var ending = "\n"
    var endsInNewline = true
    var hasMark = false
    var isExecutable = false

    var bytes: [UInt8] {
      let text = lines.joined(separator: ending) + (endsInNewline ? ending : "")
      return (hasMark ? [0xEF, 0xBB, 0xBF] : []) + Array(text.utf8)
    }
  }

  private(set) var version = 0
  private(set) var files: [File] = []
  private var variables: [(name: String, fallback: String)] = []
  private var renamed: [String: String] = [:]
  private var renamedVariables: [String: String] = [:]
  private var answersOfOldUnits: [String: String] = [:]
  private var count = 0

  init(using random: inout SeededGenerator) {
    for _ in 0..<4 { addFile(using: &random) }
    addVariable(using: &random)
  }

  /// The name of the newest variable, for an answer.
  var variable: String { variables.last?.name ?? "name" }

  /// A name that the next version is likely to use: a person may have had the same thought.
  var likelyName: String { "part\(count + 1).conf" }

  /// The next version.
  mutating func grow(using random: inout SeededGenerator) {
    version += 1
    for _ in 0...Int.random(in: 0...3, using: &random) { change(using: &random) }
  }

  private mutating func change(using random: inout SeededGenerator) {
    guard files.count > 2, let index = files.indices.randomElement(using: &random) else {
      return addFile(using: &random)
    }
    switch Int.random(in: 0...15, using: &random) {
    case 0, 1: addFile(using: &random)
    case 2: remove(files.remove(at: index).source)
    case 3: rename(index)
    case 4: files[index].path = "deeper\(next())/\(name())"
    case 5: addVariable(using: &random)
    case 6: renameVariable(using: &random)
    case 7: files[index].isExecutable.toggle()
    case 8: files[index].ending = files[index].ending == "\n" ? "\r\n" : "\n"
    case 9: files[index].endsInNewline.toggle()
    case 10: files[index].hasMark.toggle()
    default: changeLines(of: index, using: &random)
    }
  }

  private mutating func changeLines(of index: Int, using random: inout SeededGenerator) {
    let place = files[index].lines.indices.randomElement(using: &random) ?? 0
    switch Int.random(in: 0...3, using: &random) {
    case 0: files[index].lines.insert(line(), at: place)
    case 1 where files[index].lines.count > 3: files[index].lines.remove(at: place)
    default: files[index].lines[place] = line()
    }
  }

  private mutating func addFile(using random: inout SeededGenerator) {
    let isDeep = Int.random(in: 0...3, using: &random) == 0
    let file = name()
    let lines = (0..<Int.random(in: 3...12, using: &random)).map { _ in line() }
    files.append(File(source: isDeep ? "sub/\(file)" : file, lines: lines))
  }

  private mutating func remove(_ source: String) { renamed = renamed.filter { $0.value != source } }

  private mutating func rename(_ index: Int) {
    let old = files[index].source
    let new = "renamed/\(name())"
    renamed = renamed.mapValues { $0 == old ? new : $0 }
    renamed[old] = new
    files[index].source = new
  }

  /// What new units are given by default is not what older ones had.
  private mutating func addVariable(using random: inout SeededGenerator) {
    let name = "v\(next())"
    variables.append((name, "default-\(count)"))
    answersOfOldUnits[name] = "as-before-\(count)"
    guard let index = files.indices.randomElement(using: &random) else { return }
    files[index].lines.append("setting-\(count) = <% \(name) %>")
  }

  private mutating func renameVariable(using random: inout SeededGenerator) {
    guard let index = variables.indices.randomElement(using: &random) else { return }
    let old = variables[index].name
    let new = "v\(next())"
    variables[index].name = new
    renamedVariables = renamedVariables.mapValues { $0 == old ? new : $0 }
    renamedVariables[old] = new
    answersOfOldUnits[new] = answersOfOldUnits.removeValue(forKey: old)
    for file in files.indices {
      files[file].lines = files[file].lines.map { $0.replacing("<% \(old) %>", with: "<% \(new) %>") }
    }
  }

  private mutating func next() -> Int {
    count += 1
    return count
  }

  private mutating func name() -> String { "part\(next()).conf" }
  private mutating func line() -> String { "skeleton line \(next()) of version \(version)" }

  // MARK: On disk

  /// Writes this version over the one before.
  func write(to sandbox: Sandbox, at folder: String) throws {
    try? FileManager.default.removeItem(atPath: sandbox.path(folder))
    try sandbox.write("\(folder)/skeleton.yaml", declaration)
    for file in files {
      try sandbox.write("\(folder)/files/\(file.source)", file.bytes, executable: file.isExecutable)
    }
  }

  private var declaration: String {
    let variables = variables.map {
      "  \($0.name): { type: string, default: \($0.fallback), help: A setting }\n"
    }
    let paths = files.compactMap { file in file.path.map { "  - { source: \(file.source), path: \($0) }\n" } }
    return """
      name: queue
      version: 1.\(version).0
      summary: A worker
      destination: services/<% name %>
      changes: { 1.\(version).0: [Version \(version) is there] }
      variables:
        name: { type: string, help: Its name }

      """ + variables.joined() + (paths.isEmpty ? "" : "files:\n" + paths.joined())
        + mapping("renamed", renamed) + mapping("renamed_variables", renamedVariables)
        + mapping("defaults_when_missing", answersOfOldUnits)
  }

  private func mapping(_ key: String, _ pairs: [String: String]) -> String {
    guard !pairs.isEmpty else { return "" }
    return "\(key):\n" + pairs.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)\n" }.joined()
  }
}
