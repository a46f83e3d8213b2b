import FileTrees
import Skeletons

extension Manifest {
  /// The manifest for a person: the contents of `ID.md`.
  ///
  /// What tenon keeps for itself is one line unless it is wanted.
  package func markdown(showingRecords: Bool = false) -> String {
    let sections = [
      opening, questionsSection, librarianSection(showingRecords), labOperatorSection, scribeSection,
      checksSection,
    ]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private var opening: [String] {
    let skeletons = (producer.skeletons ?? []).map { "\(text($0.name)) \(text($0.version))" }
    let with = skeletons.isEmpty ? "" : ", with \(skeletons.joined(separator: ", "))"
    return [
      "# Handoff \(id): \(text(summary))",
      "",
      "- **Created** \(text(created)) by \(text(producer.name)) \(text(producer.version))\(with)",
      "- **Base** \(baseWords)",
      "- **Expected tree** \(code(repository.expectedTree.hex))",
    ]
  }

  private var baseWords: String {
    let branch = repository.base.branch.map(code)
    guard let commit = repository.base.commit else {
      return "none: the first commit" + (branch.map { " on \($0)" } ?? "")
    }
    return code(commit.hex) + (branch.map { " on \($0)" } ?? ", HEAD detached")
  }

  private var checksSection: [String] {
    if checks.isEmpty { return [] }
    let items = checks.map { check in
      let version = check.toolVersion.map { " (\(text($0)))" } ?? ""
      let why = check.why.map { ": \(text($0))" } ?? ""
      return Item("\(text(check.name))\(version): **\(check.result.rawValue)**\(why)", command: check.command)
    }
    return ["## Checks", ""] + Item.list(items)
  }

  private var questionsSection: [String] {
    guard let openQuestions, !openQuestions.isEmpty else { return [] }
    return ["## Open questions", ""] + Item.list(openQuestions.map { Item(text($0)) })
  }
}

extension Manifest {
  private func librarianSection(_ showsRecords: Bool) -> [String] {
    let librarian = roles.librarian
    let message = MarkdownText.lines(librarian.commit.message).dropLast()
    return ["## Librarian: commit", "", "**Message**", ""]
      + MarkdownText.fence(Array(message), language: "text")
      + commandLines
      + ["", "**Files**: \(files.count); files that are not listed must not be committed."]
      + fileLines(showsRecords)
      + field("Leave out", (librarian.leaveOut ?? []).map { Item("\(code($0.path)): \(text($0.why))") })
  }

  private var commandLines: [String] {
    guard let commands = roles.librarian.commands, !commands.isEmpty else { return [] }
    let verify = Command(["tenon", "handoff", "verify", id, "--commit", "HEAD"])
    let note = Command([
      "git", "notes", "--ref=tenon-handoff", "add", "--file=.tenon/handoffs/\(id).json", "HEAD",
    ])
    return ["", "**Commands**, from the root of the repository; the last one proves the commit.", ""]
      + MarkdownText.fence((commands + [verify]).map(\.line), language: "sh")
      + ["", "To attach the manifest to the commit:", ""]
      + MarkdownText.fence([note.line], language: "sh")
  }

  /// What people look at first, then what tenon keeps for itself.
  private func fileLines(_ showsRecords: Bool) -> [String] {
    let records = files.filter { $0.path.components.first?.elementsEqual(".tenon".utf8) == true }
    let others = files.filter { !records.contains($0) }
    let listed = others.isEmpty ? [] : [""] + others.map(line(for:))
    if records.isEmpty { return listed }
    if showsRecords { return listed + ["", "with tenon's records:", ""] + records.map(line(for:)) }
    let count = records.count == 1 ? "1 record" : "\(records.count) records"
    return listed + [
      "", "and \(count) of tenon's own below `.tenon`, which `tenon handoff show \(id) --records` lists.",
    ]
  }

  private func line(for file: File) -> String {
    let mode = file.mode.map { $0.rawValue }
    let facts = [mode, file.digest?.gitBlob.short, file.origin?.rawValue, file.unit.map(text)]
    let known = facts.compactMap(\.self).joined(separator: ", ")
    return "- \(file.status.rawValue) \(code(file.path.text ?? file.path.description))"
      + (known.isEmpty ? "" : " (\(known))")
  }

  private var labOperatorSection: [String] {
    let section = roles.labOperator
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
        text(item.text) + (item.at.map { " (\(Self.words(for: $0, item.reach)))" } ?? ""), command: item.check
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
  private static func stepLines(_ name: String, _ steps: [Step]) -> [String] {
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

  private static func item(for secret: Secret) -> Item {
    let users = (secret.usedBy ?? []).map(code).joined(separator: ", ")
    return Item(
      "\(code(secret.name)) in \(text(secret.whereKept))" + (users.isEmpty ? "" : ", used by \(users)")
        + (secret.create == nil ? "" : "; created with"), command: secret.create)
  }

  private static func item(for step: Step) -> Item {
    let ask = step.confirm == true ? ", ask first" : ""
    let expect = step.expect.map { "; expect: \(text($0))" } ?? ""
    return Item("\(text(step.title)) (*\(step.effect.rawValue)\(ask)*)\(expect)", command: step.command)
  }

  private var scribeSection: [String] {
    let section = roles.scribe
    let decisions = (section.decisions ?? []).map { Item("\(text($0.decision)): \(text($0.reason))") }
    return ["## Scribe: document"]
      + field(
        "Changes", section.changes.map { Item("\(text($0.subject)): \(text($0.text))") }, orElse: "none")
      + field("Documents", (section.documents ?? []).map { Item(code($0)) })
      + field("Decisions", decisions)
      + field("Inventory", (section.inventory ?? []).map(Item.init(fact:)))
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

private func text(_ value: String) -> String { MarkdownText.inline(value) }
private func code(_ value: String) -> String { MarkdownText.code(value) }

/// A named list, or nothing where it is empty and nothing need be said.
private func field(_ name: String, _ items: [Item], orElse: String? = nil) -> [String] {
  if items.isEmpty { return orElse.map { ["", "**\(name)**: \($0)"] } ?? [] }
  return ["", "**\(name)**", ""] + Item.list(items)
}
