import Foundation
import TestSupport

/// Somebody who edits a unit by hand, and of whom every line is known with the file that it was written into.
struct Person {
  /// Each line that is the person's, which stands nowhere else, with its file.
  private(set) var lines: [String: String] = [:]
  private var count = 0

  /// Does one thing at random to what lies below `services` and `elsewhere`.
  ///
  /// `likelyName` is a name that a skeleton may come to want as well.
  mutating func edit(
    _ sandbox: Sandbox, in folder: String, likelyName: String, using random: inout SeededGenerator
  ) throws {
    let desk = Desk(sandbox: sandbox, folder: folder)
    guard let path = try desk.files().randomElement(using: &random) else { return }
    switch Int.random(in: 0...15, using: &random) {
    case 0...4: try insert(path, desk, using: &random)
    case 5...7: try change(path, desk, using: &random)
    case 8: try deleteLine(path, desk, using: &random)
    case 9: try delete(path, desk)
    case 10: try move(path, desk, using: &random)
    case 11: try desk.toggleMode(path)
    case 12: try add("services/mail/\(likelyName)", desk)
    case 13: try add("services/mail/mine\(next()).local", desk)
    case 14: try add("services/mail/notes\(next()).md", desk)
    default: try desk.convert(path, using: &random)
    }
  }

  /// Files of the person's went another way: a tool moved them, or a clone left them behind.
  mutating func follow(_ moves: [String: String]) { lines = lines.mapValues { moves[$0] ?? $0 } }

  /// Lines in these files are the person's no more: they gave them up, or never took them along.
  mutating func giveUp(where isGone: (String) -> Bool) { lines = lines.filter { !isGone($0.value) } }

  /// Lines that do not stand where they were written, in words.
  func lost(in sandbox: Sandbox, _ folder: String) throws -> [String] {
    let desk = Desk(sandbox: sandbox, folder: folder)
    return try Dictionary(grouping: lines.keys, by: { lines[$0] ?? "" }).flatMap { path, lines in
      let standing = Set(try desk.lines(of: path).map(desk.words))
      return lines.filter { !standing.contains($0) }.map { "\(path): \($0)" }
    }.sorted()
  }

  // MARK: What a person does

  private mutating func insert(_ path: String, _ desk: Desk, using random: inout SeededGenerator) throws {
    var text = try desk.lines(of: path)
    guard text.count > 1 else { return }
    let place = Int.random(in: 1..<text.count, using: &random)
    text.insert(write(path) + (text[place - 1].last == 13 ? [13] : []), at: place)
    try desk.write(path, text)
  }

  private mutating func change(_ path: String, _ desk: Desk, using random: inout SeededGenerator) throws {
    var text = try desk.lines(of: path)
    guard text.count > 2 else { return }
    let place = Int.random(in: 1..<(text.count - 1), using: &random)
    lines[desk.words(text[place])] = nil
    text[place] = write(path) + (text[place].last == 13 ? [13] : [])
    try desk.write(path, text)
  }

  private mutating func deleteLine(_ path: String, _ desk: Desk, using random: inout SeededGenerator) throws {
    var text = try desk.lines(of: path)
    guard text.count > 2 else { return }
    lines[desk.words(text.remove(at: Int.random(in: 1..<(text.count - 1), using: &random)))] = nil
    try desk.write(path, text)
  }

  private mutating func delete(_ path: String, _ desk: Desk) throws {
    giveUp { $0 == path }
    try desk.remove(path)
  }

  private mutating func move(_ path: String, _ desk: Desk, using random: inout SeededGenerator) throws {
    let folder = Bool.random(using: &random) ? "services/mail" : "elsewhere"
    let target = "\(folder)/moved\(next()).conf"
    try desk.move(path, to: target, withGit: Bool.random(using: &random))
    follow([path: target])
  }

  private mutating func add(_ path: String, _ desk: Desk) throws {
    if desk.sandbox.exists("\(desk.folder)/\(path)") { return }
    try desk.write(path, [write(path), write(path), []])
  }

  private mutating func write(_ path: String) -> [UInt8] {
    let line = "person wrote line \(next())"
    lines[line] = path
    return Array(line.utf8)
  }

  private mutating func next() -> Int {
    count += 1
    return count
  }
}

/// The files that a person works on.
struct Desk {
  let sandbox: Sandbox
  let folder: String

  /// Every file below the unit's folder and the one besides.
  func files() throws -> [String] {
    ["services", "elsewhere"].flatMap { top in
      let names = FileManager.default.enumerator(atPath: sandbox.path("\(folder)/\(top)"))
      return (names?.compactMap { $0 as? String } ?? []).map { "\(top)/\($0)" }
    }
    .filter { path in
      let attributes = try? FileManager.default.attributesOfItem(atPath: sandbox.path("\(folder)/\(path)"))
      return attributes?[.type] as? FileAttributeType == .typeRegular
    }
    .sorted()
  }

  /// The lines with whatever stands before their line feeds; the last one is empty where the text ends in one.
  func lines(of path: String) throws -> [[UInt8]] {
    guard sandbox.exists("\(folder)/\(path)") else { return [] }
    return try sandbox.read("\(folder)/\(path)").split(separator: 10, omittingEmptySubsequences: false)
      .map(Array.init)
  }

  /// What the line says, without the byte order mark and the line ending that its file may have.
  func words(_ line: [UInt8]) -> String {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = line.starts(with: mark) ? line.dropFirst(mark.count) : line[...]
    return String(decoding: text.last == 13 ? text.dropLast() : text, as: UTF8.self)
  }

  func write(_ path: String, _ lines: [[UInt8]]) throws {
    try sandbox.write(
      "\(folder)/\(path)", Array(lines.joined(separator: [10])),
      executable: (try? isExecutable(path)) ?? false)
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(atPath: sandbox.path("\(folder)/\(path)"))
  }

  func move(_ path: String, to target: String, withGit: Bool) throws {
    let file = sandbox.path("\(folder)/\(target)")
    try FileManager.default.createDirectory(
      at: URL(fileURLWithPath: file).deletingLastPathComponent(), withIntermediateDirectories: true)
    if withGit, try sandbox.run("git", ["mv", path, target], in: folder).status == 0 { return }
    try FileManager.default.moveItem(atPath: sandbox.path("\(folder)/\(path)"), toPath: file)
  }

  func toggleMode(_ path: String) throws {
    let bytes = try sandbox.read("\(folder)/\(path)")
    try sandbox.write("\(folder)/\(path)", bytes, executable: !isExecutable(path))
  }

  func isExecutable(_ path: String) throws -> Bool {
    let attributes = try FileManager.default.attributesOfItem(atPath: sandbox.path("\(folder)/\(path)"))
    return (attributes[.posixPermissions] as? Int ?? 0) & 0o100 != 0
  }

  /// Other line endings for the whole file, or for some of its lines.
  func convert(_ path: String, using random: inout SeededGenerator) throws {
    let text = try lines(of: path)
    let isMixed = Bool.random(using: &random)
    var converted: [[UInt8]] = []
    for (index, line) in text.enumerated() {
      let keeps = index == text.count - 1 || isMixed && Bool.random(using: &random)
      converted.append(keeps ? line : line.last == 13 ? line.dropLast() : line + [13])
    }
    try write(path, converted)
  }
}
