extension FileFacts {
  /// A play is an item with `hosts:` and something to do (docs.ansible.com, "Playbook Keywords").
  private static let work = [
    "tasks", "roles", "pre_tasks", "post_tasks", "handlers", "import_playbook",
    "ansible.builtin.import_playbook",
  ]

  mutating func readYAML(_ bytes: [UInt8]) {
    let all = lines(of: bytes).prefix(2000).compactMap(YAMLLine.init)
    guard let first = all.first else { return }
    if first.has(key: "apiVersion") || (first.has(key: "kind") && first.indent == 0) {
      natures.insert(.manifest)
    } else if first.isItem {
      readItems(all, indent: first.indent)
    } else if !first.key.isEmpty {
      readMapping(all)
    }
  }

  private mutating func readItems(_ all: [YAMLLine], indent: Int) {
    var hasHosts = false
    var hasWork = false
    var isInRoles = false
    var isInclude = false
    for line in all where !line.key.isEmpty || line.isItem {
      if line.indent <= indent {
        isInRoles = line.has(key: "roles")
        hasHosts = hasHosts || line.has(key: "hosts")
        hasWork = hasWork || Self.work.contains { line.has(key: $0) }
        if line.key.suffix(15).elementsEqual("import_playbook".utf8) { hasHosts = true }
      }
      let isRole = isInRoles && line.isItem && (line.key.isEmpty || line.has(key: "role"))
      if isRole || (isInclude && line.has(key: "name")) { references.append(line.text) }
      isInclude = line.key.suffix(5).elementsEqual("_role".utf8)
      noteWindows(line.key)
    }
    natures.insert(hasHosts && hasWork ? .play : .tasks)
  }

  /// Modules for Windows are those of its collections, or begin with `win_`.
  private mutating func noteWindows(_ key: ArraySlice<UInt8>) {
    guard !isForWindows else { return }
    isForWindows =
      key.starts(with: "win_".utf8) || key.starts(with: "ansible.windows.".utf8)
      || key.starts(with: "community.windows.".utf8) || key.starts(with: "microsoft.ad.".utf8)
      || key.starts(with: "chocolatey.".utf8)
  }

  /// An inventory's groups have `hosts` or `children`; a plugin's file names the plugin.
  private mutating func readMapping(_ all: [YAMLLine]) {
    var isGroups = true
    var hasMembers = false
    var second: Int?
    for line in all where !line.isItem && !line.key.isEmpty {
      if line.indent == 0 {
        second = nil
        if line.has(key: "plugin"), line.text.contains(".") || line.text == "constructed" {
          natures.insert(.inventory)
        }
        if !line.value.isEmpty, !line.text.hasPrefix("{") { isGroups = false }
        continue
      }
      second = second ?? line.indent
      guard line.indent == second else { continue }
      if line.has(key: "hosts") || line.has(key: "children") {
        hasMembers = true
      } else if !line.has(key: "vars") {
        isGroups = false
      }
    }
    if isGroups && hasMembers { natures.insert(.inventory) }
  }

  mutating func readCompose(_ bytes: [UInt8]) {
    var isServices = false
    for line in lines(of: bytes).prefix(4000).compactMap(YAMLLine.init) {
      if line.indent == 0, line.has(key: "services") || line.has(key: "include") { isServices = true }
      guard line.isItem, line.key.isEmpty || line.has(key: "source") || line.value.first != 0x20 else {
        continue
      }
      let text = line.has(key: "source") || line.has(key: "file") ? line.text : plain(line.valueOrWhole)
      if text.hasPrefix("../"), let source = text.split(separator: ":").first {
        references.append(String(source))
      }
    }
    if isServices { natures.insert(.compose) }
  }
}

extension YAMLLine {
  /// A short volume such as `../config/x:/etc/x` has a colon that makes no key.
  fileprivate var valueOrWhole: ArraySlice<UInt8> { key.isEmpty ? value : key }
}
