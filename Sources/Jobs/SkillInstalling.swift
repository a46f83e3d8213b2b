import Collecting
package import Diagnostics
package import FileTrees
import Planning
package import Units
import Workspaces

/// Which agent looks for skills where.
package enum SkillAgent: String, Sendable, CaseIterable {
  /// The folder that agents share.
  case agents
  case claude, codex, copilot, cursor, gemini

  /// Below the repository's root.
  fileprivate var folder: String {
    switch self {
    case .agents: ".agents/skills"
    case .claude: ".claude/skills"
    case .codex: ".codex/skills"
    case .copilot: ".github/skills"
    case .cursor: ".cursor/skills"
    case .gemini: ".gemini/skills"
    }
  }
}

/// What `tenon skill install` wrote, or would write.
package struct SkillReport: Sendable {
  /// Those whose bytes change, each with whether it was there before.
  package let files: [(path: RelativePath, isNew: Bool)]
}

/// Writes the skill for each agent, and tenon's block in `AGENTS.md`; all around the block stays as it is.
package func installSkill(
  for agents: [SkillAgent], in opened: OpenWorkspace, isDryRun: Bool
) throws(Findings) -> SkillReport {
  var changes: [Change] = []
  for agent in agents { changes += try SkillInstalling(opened).skillChange(for: agent) }
  changes += try SkillInstalling(opened).blockChange(naming: agents)
  if !isDryRun, !changes.isEmpty { try opened.carryOut(changes, label: "skill install") }
  return SkillReport(
    files: changes.map { change in
      if case .absent = change.before { (change.path, true) } else { (change.path, false) }
    })
}

/// The files that tell a coding agent about tenon.
struct SkillInstalling: WorkspaceTask {
  let opened: OpenWorkspace

  init(_ opened: OpenWorkspace) { self.opened = opened }

  /// Nothing if the skill is up to date; a file without tenon's mark is in the way.
  fileprivate func skillChange(for agent: SkillAgent) throws(Findings) -> [Change] {
    let path = try diagnosing { () throws(PathError) in try RelativePath(agent.folder + "/tenon/SKILL.md") }
    let text = SkillText.skill.replacing("VERSION", with: tenonVersion)
    let standing = try workspace.plainFile(at: path)
    if let bytes = standing?.content?.worktree,
      !String(decoding: bytes, as: UTF8.self).contains(SkillText.mark)
    {
      throw Findings(
        Diagnostic(
          .fileExists, "file already exists with different contents", at: Place(path.description),
          hint: "move it away to install tenon's"))
    }
    return change(of: path, from: standing, to: Array(text.utf8))
  }

  fileprivate func blockChange(naming agents: [SkillAgent]) throws(Findings) -> [Change] {
    let path = try diagnosing { () throws(PathError) in try RelativePath("AGENTS.md") }
    let folder = (agents.first ?? .agents).folder
    let standing = try workspace.plainFile(at: path)
    let text = MarkedBlock(SkillText.block.replacing("SKILL", with: "\(folder)/tenon/SKILL.md"))
    let written = try text.placed(in: standing?.content?.worktree ?? [], at: Place(path.description))
    return change(of: path, from: standing, to: written)
  }

  private func change(of path: RelativePath, from standing: Entry?, to bytes: [UInt8]) -> [Change] {
    if standing?.content?.worktree == bytes { return [] }
    return [
      Change(
        path: path, before: standing?.worktreeState ?? .absent,
        after: .file(bytes, executable: standing?.isExecutable ?? false))
    ]
  }
}

/// A text between two marks in a file that is a person's otherwise.
private struct MarkedBlock {
  private let text: String

  init(_ text: String) { self.text = text }

  /// The file with the block in place of the former one, or at its end; with the file's own ends of lines.
  func placed(in file: [UInt8], at place: Place) throws(Findings) -> [UInt8] {
    let crlf = Array("\r\n".utf8)
    let usesCRLF = file.indices.dropLast().contains { file[$0...].starts(with: crlf) }
    let block = (SkillText.begin + "\n" + text + "\n" + SkillText.end)
    let bytes = Array((usesCRLF ? block.replacing("\n", with: "\r\n") : block).utf8)
    let begins = starts(of: "<!-- tenon:begin", in: file)
    let ends = starts(of: "<!-- tenon:end", in: file)
    if begins.isEmpty, ends.isEmpty {
      let line = usesCRLF ? crlf : [UInt8(ascii: "\n")]
      let gap = file.isEmpty ? [] : file.last == UInt8(ascii: "\n") ? line : line + line
      return file + gap + bytes
    }
    guard begins.count == 1, ends.count == 1, begins[0] < ends[0] else {
      throw Findings(
        Diagnostic(
          .data, "expected one 'tenon:begin' mark followed by one 'tenon:end' mark", at: place,
          hint: "repair or remove the marks: the block is then appended at the end"))
    }
    let rest = file[ends[0]...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? file.endIndex
    return Array(file[..<begins[0]]) + bytes + Array(file[rest...])
  }

  /// Where lines begin that begin so.
  private func starts(of mark: String, in file: [UInt8]) -> [Int] {
    file.indices.filter { index in
      (index == 0 || file[index - 1] == UInt8(ascii: "\n")) && file[index...].starts(with: mark.utf8)
    }
  }
}
