import FileTrees
import Skeletons

/// A manifest for a person: the contents of `ID.md`.
package struct HandoffMarkdown {
  let manifest: Manifest
  /// Whether what tenon keeps for itself is listed; otherwise it is one line.
  let showsRecords: Bool

  package init(of manifest: Manifest, showingRecords: Bool = false) {
    self.manifest = manifest
    showsRecords = showingRecords
  }

  package var text: String {
    let sections = [
      opening, questionsSection, librarianSection, labOperatorSection, scribeSection,
      checksSection,
    ]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private var opening: [String] {
    let skeletons = (manifest.producer.skeletons ?? []).map { "\(inline($0.name)) \(inline($0.version))" }
    let with = skeletons.isEmpty ? "" : ", with \(skeletons.joined(separator: ", "))"
    return [
      "# Handoff \(manifest.id): \(inline(manifest.summary))",
      "",
      "- **Created** \(inline(manifest.created)) by \(inline(manifest.producer.name)) \(inline(manifest.producer.version))\(with)",
      "- **Base** \(baseWords)",
      "- **Expected tree** \(code(manifest.repository.expectedTree.hex))",
    ]
  }

  private var baseWords: String {
    let branch = manifest.repository.base.branch.map(code)
    guard let commit = manifest.repository.base.commit else {
      return "none: the first commit" + (branch.map { " on \($0)" } ?? "")
    }
    return code(commit.hex) + (branch.map { " on \($0)" } ?? ", HEAD detached")
  }

  private var checksSection: [String] {
    if manifest.checks.isEmpty { return [] }
    let items = manifest.checks.map { check in
      let version = check.toolVersion.map { " (\(inline($0)))" } ?? ""
      let why = check.why.map { ": \(inline($0))" } ?? ""
      return Item(
        "\(inline(check.name))\(version): **\(check.result.rawValue)**\(why)", command: check.command)
    }
    return ["## Checks", ""] + Item.list(items)
  }

  private var questionsSection: [String] {
    guard let openQuestions = manifest.openQuestions, !openQuestions.isEmpty else { return [] }
    return ["## Open questions", ""] + Item.list(openQuestions.map { Item(inline($0)) })
  }
}

extension HandoffMarkdown {
  private var librarianSection: [String] {
    let librarian = manifest.roles.librarian
    let message = MarkdownText.lines(librarian.commit.message).dropLast()
    return ["## Librarian: commit", "", "**Message**", ""]
      + MarkdownText.fence(Array(message), language: "text")
      + commandLines
      + ["", "**Files**: \(manifest.files.count); files that are not listed must not be committed."]
      + fileLines
      + field("Leave out", (librarian.leaveOut ?? []).map { Item("\(code($0.path)): \(inline($0.why))") })
  }

  private var commandLines: [String] {
    guard let commands = manifest.roles.librarian.commands, !commands.isEmpty else { return [] }
    let verify = Manifest.Command(["tenon", "handoff", "verify", manifest.id, "--commit", "HEAD"])
    let note = Manifest.Command([
      "git", "notes", "--ref=tenon-handoff", "add", "--file=.tenon/handoffs/\(manifest.id).json", "HEAD",
    ])
    return [
      "", "**Commands**, from the root of the repository; the last one verifies the commit.", "",
    ]
      + MarkdownText.fence((commands + [verify]).map(\.line), language: "sh")
      + ["", "To attach the manifest to the commit:", ""]
      + MarkdownText.fence([note.line], language: "sh")
  }

  /// What people look at first, then what tenon keeps for itself.
  private var fileLines: [String] {
    let records = manifest.files.filter { $0.path.components.first?.elementsEqual(".tenon".utf8) == true }
    let others = manifest.files.filter { !records.contains($0) }
    let listed = others.isEmpty ? [] : [""] + others.map(line(for:))
    if records.isEmpty { return listed }
    if showsRecords { return listed + ["", "with tenon's records:", ""] + records.map(line(for:)) }
    let count = records.count == 1 ? "1 record" : "\(records.count) records"
    return listed + [
      "",
      "and \(count) of tenon's own below `.tenon`, which `tenon handoff show \(manifest.id) --records` lists.",
    ]
  }

  private func line(for file: Manifest.File) -> String {
    let mode = file.mode.map { $0.rawValue }
    let facts = [mode, file.digest?.gitBlob.short, file.origin?.rawValue, file.unit.map(inline)]
    let known = facts.compactMap(\.self).joined(separator: ", ")
    return "- \(file.status.rawValue) \(code(file.path.text ?? file.path.description))"
      + (known.isEmpty ? "" : " (\(known))")
  }

  private var labOperatorSection: [String] {
    let section = manifest.roles.labOperator
    let targets = section.targets.map { target in
      let facts = [target.address.map(code), target.node.map { "on node \(code($0))" }].compactMap(\.self)
      return Item(
        ([target.kind.rawValue, target.vmid.map(String.init), code(target.name)].compactMap(\.self) + facts)
          .joined(separator: " "))
    }
    let requirements = (section.requires ?? []).map {
      Item(code($0.tool) + ($0.version.map { " \(code($0))" } ?? ""))
    }
    let prerequisites = section.prerequisites.map { item in
      Item(
        inline(item.text) + (item.at.map { " (\(Self.words(for: $0, item.reach)))" } ?? ""),
        command: item.check
      )
    }
    return ["## Lab-operator: deploy"]
      + field("Targets", targets, orElse: "none")
      + field("Pre-requisites", prerequisites, orElse: "none")
      + field("Secrets", (section.secrets ?? []).map(Self.item(for:)))
      + field("Requires", requirements)
      + Self.stepLines("Steps", section.steps)
      + Self.stepLines("Verify", section.verify ?? [])
      + Self.stepLines("Rollback", section.rollback)
  }

  /// The steps in their order, those that follow each other on one machine together.
  private static func stepLines(_ name: String, _ steps: [Manifest.Step]) -> [String] {
    if steps.isEmpty { return [] }
    var lines = ["", "**\(name)**"]
    var first = 0
    while first < steps.count {
      let here = steps[first]
      let count = steps[first...].prefix { $0.at == here.at && $0.reach == here.reach }.count
      let isAlone = count == steps.count && here.at == nil
      if !isAlone { lines += ["", "\(words(for: here.at ?? .controller, here.reach)):".capitalizedFirst] }
      lines += [""] + Item.list(steps[first..<first + count].map(item(for:)), numberedFrom: first + 1)
      first += count
    }
    return lines
  }

  /// `on the guest: ssh root@192.168.2.102`.
  private static func words(for place: StepPlace, _ reach: String?) -> String {
    let machine =
      switch place {
      case .controller: "on the controller, in the repository"
      case .node: "on the Proxmox VE node"
      case .guest: "on the guest"
      }
    return machine + (reach.map { ", \(code($0))" } ?? "")
  }

  private static func item(for secret: Manifest.Secret) -> Item {
    let users = (secret.usedBy ?? []).map(code).joined(separator: ", ")
    return Item(
      "\(code(secret.name)) in \(inline(secret.whereKept))" + (users.isEmpty ? "" : ", used by \(users)")
        + (secret.create == nil ? "" : "; created with"), command: secret.create)
  }

  private static func item(for step: Manifest.Step) -> Item {
    let ask = step.confirm == true ? ", ask first" : ""
    let expect = step.expect.map { "; expect: \(inline($0))" } ?? ""
    return Item("\(inline(step.title)) (*\(step.effect.rawValue)\(ask)*)\(expect)", command: step.command)
  }

  private var scribeSection: [String] {
    let section = manifest.roles.scribe
    let decisions = (section.decisions ?? []).map { Item("\(inline($0.decision)): \(inline($0.reason))") }
    return ["## Scribe: document"]
      + field(
        "Changes", section.changes.map { Item("\(inline($0.subject)): \(inline($0.text))") }, orElse: "none")
      + field("Documents", (section.documents ?? []).map { Item(code($0)) })
      + field("Decisions", decisions)
      + field("Inventory", (section.inventory ?? []).map(Item.init(fact:)))
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

private func inline(_ value: String) -> String { MarkdownText.inline(value) }
private func code(_ value: String) -> String { MarkdownText.code(value) }

/// A named list, or nothing if it is empty and there is no text for that.
private func field(_ name: String, _ items: [Item], orElse: String? = nil) -> [String] {
  if items.isEmpty { return orElse.map { ["", "**\(name)**: \($0)"] } ?? [] }
  return ["", "**\(name)**", ""] + Item.list(items)
}
