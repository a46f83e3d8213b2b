import Diagnostics
import Disk
import FileTrees
import Layouts
import Skeletons
import Workspaces

/// Answers that are facts in existing files: images and ports of a stack, variables of a module.
struct FactualAnswers: WorkspaceTask {
  package let opened: OpenWorkspace

  init(_ opened: OpenWorkspace) { self.opened = opened }

  /// What hand-written files answer by facts that are in them, by the names that skeletons of a kind have for them.
  ///
  /// `files` are those that the skeleton would generate, under their own names. Values that a variable rejects are ignored.
  func factualAnswers(
    of skeleton: Skeleton, named name: String, in files: [RelativePath: [UInt8]], below folder: RelativePath,
    besides known: Set<String>
  ) throws(Findings) -> [String: Answer] {
    var words: [String: [String]] = [:]
    switch UnitKind(of: skeleton) {
    case .stack:
      let composed = files.filter { composeNames.contains(String(decoding: $0.key.name, as: UTF8.self)) }
      let here = composed.filter { $0.key.parent == folder }.map(\.value)
      if here.count == 1 { words = StackFacts(compose: here[0], stack: name).words }
    case .module, .rootModule:
      let facts = ModuleFacts(terraform: try terraformFiles(in: folder))
      words = facts.words
      words["provider"] = skeleton.variable("provider").flatMap { facts.provider(among: $0.rules.choices) }
      let callers = try PlaceFinder(workspace).callers(ofModule: folder)
      if callers.count == 1 { words["root"] = callers }
    default: break
    }
    return skeleton.answers(from: words.filter { !known.contains($0.key) })
  }

  private func terraformFiles(in folder: RelativePath) throws(Findings) -> [[UInt8]] {
    let kind = folder.isRoot ? .folder : try workspace.kind(at: folder)
    guard kind == .folder else { return [] }
    let names = try diagnosing { () throws(DiskError) in
      try workspace.folder.names(in: folder.isRoot ? nil : folder)
    }.compactMap { String(validating: $0, as: UTF8.self) }
    var files: [[UInt8]] = []
    for name in names.sorted() where name.hasSuffix(".tf") || name.hasSuffix(".tofu") {
      if let bytes = try opened.bytes(at: try folder.adding(name)) { files.append(bytes) }
    }
    return files
  }
}

extension Skeleton {
  /// Answers from texts, as far as its variables take them; of a list the items that it takes.
  fileprivate func answers(from words: [String: [String]]) -> [String: Answer] {
    var answers: [String: Answer] = [:]
    for (name, texts) in words {
      guard let variable = variable(name) else { continue }
      let answer: Answer?
      if variable.kind == .list {
        let items = texts.filter { (try? variable.value(of: .list([$0]))) != nil }
        answer = items.isEmpty ? nil : .list(items)
      } else {
        answer = texts.first.flatMap { try? variable.answer(from: $0) }
      }
      guard let answer, (try? variable.value(of: answer)) != nil, variable.defaultWords != answer.words else {
        continue
      }
      answers[name] = answer
    }
    return answers
  }
}

extension StackFacts {
  /// By the names of the variables that a skeleton for stacks has.
  fileprivate var words: [String: [String]] {
    [
      "service": service, "image": image, "version": tag, "digest": digest, "bind": address, "port": port,
      "container_port": containerPort, "user": user, "read_only": isReadOnly.map(String.init),
      "init": hasInit.map(String.init),
    ].compactMapValues { $0.map { [$0] } }.merging([
      "ports": morePorts, "capabilities": capabilities, "devices": devices, "mounts": mounts,
    ]) { $1 }
  }
}

extension ModuleFacts {
  /// By the names of the variables that a skeleton for modules has.
  fileprivate var words: [String: [String]] {
    [
      "terraform_version": terraformVersion.map { [$0] } ?? [], "environments": environments,
      "backend": backend.map { [$0] } ?? [],
    ]
  }

  /// The one choice that is a provider of the module's; `none` where it has others only.
  fileprivate func provider(among choices: [String]) -> [String]? {
    let own = choices.filter(providers.contains)
    if own.count == 1 { return own }
    return own.isEmpty && !providers.isEmpty && choices.contains("none") ? ["none"] : nil
  }
}
