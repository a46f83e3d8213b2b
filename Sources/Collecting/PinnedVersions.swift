import Diagnostics
import FileTrees
import Handoffs
import Skeletons
import Units
import Workspaces

/// Versions of tools that the repository pins, held against what a unit requires.
struct PinnedVersions: WorkspaceTask {
  package let opened: OpenWorkspace

  init(_ opened: OpenWorkspace) { self.opened = opened }

  /// What a unit needs and the repository's own pins of tools do not give.
  func pinContradictions(
    to requirements: [Manifest.Requirement], of unit: UnitID, above folder: RelativePath
  ) throws(Findings) -> [String] {
    var questions: [String] = []
    for requirement in requirements {
      guard let text = requirement.version, let wanted = VersionRequirement(text),
        let pin = try pin(of: requirement.tool, above: folder), wanted.isMet(by: pin.version) == false
      else { continue }
      questions.append(
        "\(unit) requires \(requirement.tool) \(text), but \(pin.path) pins \(pin.words): which is right?")
    }
    return questions
  }

  /// A version that a file of the repository pins.
  private struct Pin {
    let path: RelativePath
    let words: String
    let version: String
  }

  /// The pin nearest to a folder, upwards.
  private func pin(of tool: String, above folder: RelativePath) throws(Findings) -> Pin? {
    guard let files = PinFile.byTool[tool] else { return nil }
    for place in folder.upwards {
      for file in files {
        let path = try place.adding(file.name)
        guard let bytes = try opened.bytes(at: path), bytes.count < 1 << 20,
          let found = file.pin(of: tool, String(decoding: bytes, as: UTF8.self))
        else { continue }
        return Pin(path: path, words: found.words, version: found.version)
      }
    }
    return nil
  }
}

/// A file in which people pin the version of a tool.
private struct PinFile {
  let name: String
  let form: Form

  enum Form {
    /// The version alone, as tfenv and tofuenv read it.
    case bare
    /// `terraform 1.9.8`, as asdf and mise read it.
    case table
    /// `ansible-core==2.16.3`, as pip reads it.
    case requirements
  }

  static let byTool: [String: [PinFile]] = [
    "terraform": [
      PinFile(name: ".terraform-version", form: .bare), PinFile(name: ".tool-versions", form: .table),
    ],
    "tofu": [PinFile(name: ".opentofu-version", form: .bare), PinFile(name: ".tool-versions", form: .table)],
    "ansible-core": [
      PinFile(name: "requirements.txt", form: .requirements),
      PinFile(name: "requirements-dev.txt", form: .requirements),
      PinFile(name: ".tool-versions", form: .table),
    ],
  ]

  func pin(of tool: String, _ text: String) -> (words: String, version: String)? {
    let lines = text.split(whereSeparator: \.isNewline).map { $0.prefix { $0 != "#" } }
    switch form {
    case .bare:
      return lines.first.flatMap {
        Self.version($0.filter { !$0.isWhitespace }).map { (words: $0, version: $0) }
      }
    case .table:
      let names = tool == "tofu" ? ["opentofu", "tofu"] : [tool]
      for line in lines {
        let words = line.split(whereSeparator: \.isWhitespace)
        guard words.count > 1, names.contains(String(words[0])), let version = Self.version(String(words[1]))
        else { continue }
        return ("\(words[0]) \(version)", version)
      }
      return nil
    case .requirements:
      return lines.compactMap { Self.requirement(tool, $0.filter { !$0.isWhitespace }) }.first
    }
  }

  /// Only an exact pin states which version it is; the package `ansible` N comes with ansible-core 2.(N + 7).
  private static func requirement(_ tool: String, _ line: String) -> (words: String, version: String)? {
    let sides = line.split(separator: ";").first?.split(
      separator: "=", maxSplits: 2, omittingEmptySubsequences: false)
    guard let sides, sides.count == 3, sides[1].isEmpty, let version = Self.version(String(sides[2])) else {
      return nil
    }
    if sides[0] == tool { return ("\(sides[0])==\(version)", version) }
    guard sides[0] == "ansible", tool == "ansible-core",
      let major = version.split(separator: ".").first.flatMap({ Int($0) }),
      major > 4
    else { return nil }
    return ("ansible==\(version), which is ansible-core 2.\(major + 7)", "2.\(major + 7)")
  }

  /// The text where it is a version of numbers alone.
  private static func version(_ text: String) -> String? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return !text.isEmpty && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isNumber) } ? text : nil
  }
}
