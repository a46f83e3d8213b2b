import Diagnostics
import Disk
import FileTrees
import Handoffs
import Processes
import Units

/// The checks of a handoff, run on a scratch copy of exactly its tree in an environment of their own.
struct CheckRun: ~Copyable {
  private let scratch: ScratchFolder
  private let tree: FileTree
  private let files: [CheckedFile]
  private let search: String
  private let process: ProcessEnvironment
  private let runsCode: Bool

  /// Writes the tree; `files` are the handed-off files that exist.
  init(
    of tree: FileTree, looking files: [RelativePath], runsCode: Bool, in process: ProcessEnvironment
  ) throws(Findings) {
    self.tree = tree
    self.runsCode = runsCode
    self.process = process
    search = process.environment["PATH"] ?? "/usr/bin:/bin"
    self.files = files.compactMap { path in
      guard let content = tree[path]?.content, let text = path.text else { return nil }
      return CheckedFile(path: text, bytes: content.stored)
    }
    let parent = process.environment["TMPDIR"] ?? "/tmp"
    scratch = try Self.filled(with: tree, in: parent)
  }

  private static func filled(with tree: FileTree, in parent: String) throws(Findings) -> ScratchFolder {
    var all = FileTree.empty
    do throws(PathError) {
      for path in tree.paths { all[try RelativePath("tree").appending(path)] = tree[path] }
      for name in ["home/ansible.cfg", "tmp/.keep"] { all[try RelativePath(name)] = .file("") }
      all[try RelativePath("home/ansible-lint.yml")] = .file("offline: true\n")
    } catch {
      throw Findings(error)
    }
    let files = all
    return try diagnosing { () throws(DiskError) in
      let scratch = try ScratchFolder(in: parent)
      try scratch.write(files)
      return scratch
    }
  }

  /// Every check that has something to look at, with what came of it.
  func results() throws(Findings) -> [Manifest.Check] {
    var results: [Manifest.Check] = []
    // What has to be out of a linter's reach goes before the last ones, and code is run before that.
    let checks = KnownCheck.all.filter { !$0.isWary } + KnownCheck.all.filter(\.isWary)
    for (index, check) in checks.enumerated() {
      let mine = files.filter(check.takes).map(\.path)
      if mine.isEmpty { continue }
      process.tellProgress(.check(check.name), index, of: checks.count)
      if check.isWary { try hideCode() }
      results += try run(check, on: mine)
    }
    return results
  }

  /// Removes what Ansible would execute or be configured by: plug-ins, modules, settings with vault scripts.
  private func hideCode() throws(Findings) {
    for path in tree.paths {
      let parts = path.components.map { String(decoding: $0, as: UTF8.self) }
      let isCode = parts.dropLast().contains {
        $0 == "library" || $0 == "module_utils" || $0.hasSuffix("_plugins")
      }
      let isSetting = ["ansible.cfg", ".ansible-lint", ".ansible-lint.yml", "ansible-lint.yml"].contains(
        parts.last)
      guard isCode || isSetting || path.name.suffix(3).elementsEqual(".py".utf8) else { continue }
      try diagnosing { () throws(DiskError) in
        if let hidden = try? RelativePath("tree").appending(path) { try scratch.remove(hidden) }
      }
    }
  }

  private func run(_ check: KnownCheck, on paths: [String]) throws(Findings) -> [Manifest.Check] {
    let search = search
    let found = check.programs.compactMap { name in findProgram(name, in: search).map { (name, $0) } }.first
    let name = check.executes.map { "\(check.name) (runs \($0))" } ?? check.name
    let commands = commands(of: check, found?.0 ?? check.programs[0], on: paths)
    if check.executes != nil, !runsCode {
      return [
        .init(name, .notRun, command: commands.first, why: "it executes code of the repository (--run-code)")
      ]
    }
    guard let found else {
      return [.init(name, .notRun, command: commands.first, why: "\(check.programs[0]) is not installed")]
    }
    let version = version(of: found.1)
    var results: [Manifest.Check] = []
    for (index, command) in commands.enumerated() {
      var result = try carryOut(command, with: found.1, check)
      result.name = commands.count == 1 ? name : "\(name), \(index + 1) of \(commands.count)"
      result.toolVersion = version
      results.append(result)
    }
    return results
  }

  /// Names are given in portions, since a command line has an end.
  private func commands(of check: KnownCheck, _ program: String, on paths: [String]) -> [Manifest.Command] {
    switch check.scope {
    case .files:
      return stride(from: 0, to: paths.count, by: 500).map { start in
        Manifest.Command([program] + check.arguments + paths[start..<min(start + 500, paths.count)])
      }
    case .folders:
      let folders = Set(
        paths.map { path in
          let parts = path.split(separator: "/").dropLast()
          return (parts.last == "tests" ? parts.dropLast() : parts).joined(separator: "/")
        })
      return folders.sorted().map {
        Manifest.Command([program] + check.arguments, cwd: $0.isEmpty ? nil : $0)
      }
    }
  }

  private func carryOut(
    _ command: Manifest.Command, with program: String, _ check: KnownCheck
  ) throws(Findings) -> Manifest.Check {
    let folder = scratch.path + "/tree" + (command.cwd.map { "/\($0)" } ?? "")
    if check.scope == .folders {
      let prepared = try end(
        of: [program, "init", "-backend=false", "-input=false", "-no-color"], in: folder,
        seconds: check.seconds)
      if !prepared.isSuccess {
        return .init("", .notRun, command: command, why: "init failed: \(lines(of: prepared))")
      }
    }
    let end = try end(of: [program] + command.argv.dropFirst(), in: folder, seconds: check.seconds)
    if end.isSuccess { return .init("", .passed, command: command) }
    let why = end.isOverdue ? "it did not finish within \(check.seconds) s" : lines(of: end)
    return .init("", .failed, command: command, why: why)
  }

  private func end(of arguments: [String], in folder: String, seconds: Int) throws(Findings) -> ProcessEnd {
    try diagnosing { () throws(ProcessError) in
      try ChildProcess(
        arguments, environment: environment, directory: folder,
        streams: .captured(limit: 1 << 18, seconds: seconds)
      ).run()
    }
  }

  /// Nothing of the person's own but where programs are.
  private var environment: [String: String] {
    let home = scratch.path + "/home"
    return [
      "PATH": search.split(separator: ":").filter { $0.hasPrefix("/") }.joined(separator: ":"), "HOME": home,
      "TMPDIR": scratch.path + "/tmp", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "NO_COLOR": "1",
      "ANSIBLE_CONFIG": home + "/ansible.cfg", "ANSIBLE_HOME": home + "/.ansible", "CHECKPOINT_DISABLE": "1",
      "PYTHONDONTWRITEBYTECODE": "1", "GIT_CONFIG_NOSYSTEM": "1", "ANSIBLE_ROLES_PATH": rolesPath,
    ]
  }

  /// The folders that hold roles: the repository's own settings, which would name them, are not read.
  private var rolesPath: String {
    var folders: Set<String> = []
    for path in tree.paths {
      let parts = (path.text ?? "").split(separator: "/")
      guard parts.count > 3, parts.suffix(2).elementsEqual(["tasks", "main.yml"]) else { continue }
      folders.insert(([scratch.path, "tree"] + parts.dropLast(3).map(String.init)).joined(separator: "/"))
    }
    return folders.filter { !$0.contains(":") }.sorted().joined(separator: ":")
  }

  /// The first thing that looks like a version in what the program states of itself.
  private func version(of program: String) -> String? {
    for word in ["--version", "version"] {
      guard let end = try? end(of: [program, word], in: scratch.path + "/tmp", seconds: 30), end.isSuccess
      else {
        continue
      }
      let words = String(decoding: end.output, as: UTF8.self).split {
        $0.isWhitespace || $0 == "," || $0 == "("
      }
      let found = words.prefix(12).map { $0.drop { $0 == "v" } }.first { word in
        word.first?.isNumber == true && word.contains(".")
          && word.allSatisfy { $0.isNumber || $0.isLetter || ".-+".contains($0) }
      }
      if let found { return String(found) }
    }
    return nil
  }

  /// The first lines of a program's output, without the scratch folder.
  private func lines(of end: ProcessEnd) -> String {
    let text = String(decoding: end.output, as: UTF8.self).replacing(scratch.path + "/tree/", with: "")
      .replacing(scratch.path, with: "")
    let lines = text.split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }
    let status = end.status.map { "exit status \($0)" } ?? "signal \(end.signal ?? 0)"
    return ([status] + lines.prefix(5).map { String($0.prefix(200)) }).joined(separator: "\n")
  }
}
