/// The tracked files of a repository and facts from their texts: all that a search for places reads.
package struct RepositoryContents: Sendable {
  let files: TrackedFiles
  let facts: [String: FileFacts]
  let ground: ForeignGround
  /// Folders with a Compose file of services, and no other such folder below them.
  let stackFolders: Set<String>
  /// Folders with a Dockerfile, and no other such folder below them.
  let imageFolders: Set<String>
  /// By folder: the facts of all its Terraform files.
  let terraform: [String: TerraformFolder]

  /// `facts` by path, of every file of which `FileFacts.areIn` states that they are worth reading.
  package init(_ files: TrackedFiles, facts: [String: FileFacts]) {
    self.files = files
    self.facts = facts
    ground = ForeignGround(of: files, facts)
    let stacks = Set(
      facts.filter { $0.value.natures.contains(.compose) }.map { folder(of: $0.key) }
    ).subtracting([""])
    let containers = Set(stacks.flatMap { ancestors(of: $0) })
    stackFolders = stacks.subtracting(containers)
    let images = Set(
      files.namesByFolder.filter { !$0.key.isEmpty && $0.value.contains(where: Self.isImageFile) }.map(\.key))
    imageFolders = images.subtracting(images.flatMap { ancestors(of: $0) })
    terraform = TerraformFolder.all(in: files, facts, ground)
  }

  static func isImageFile(_ name: String) -> Bool { name == "Dockerfile" || name == "Containerfile" }

  func fact(_ path: String) -> FileFacts { facts[path] ?? .none }

  /// Paths of a nature that are on no one's ground, in git's order.
  func paths(of nature: FileFacts.Nature) -> [String] {
    files.files.filter { fact($0).natures.contains(nature) && !ground.holdsParent(of: $0) }
  }

  /// Whether a folder is in someone's thing, as things of this kind see it.
  func isForeign(_ folder: String, to kind: UnitKind) -> Bool {
    if ground.holds(folder) { return true }
    let all = folder.isEmpty ? [] : [folder] + ancestors(of: folder)
    if all.contains(where: { stackFolders.contains($0) && !(kind == .stack && $0 == folder) }) { return true }
    if kind != .image, all.contains(where: imageFolders.contains) { return true }
    if kind == .module || kind == .rootModule { return false }
    return all.contains { terraform[$0] != nil && files.children(of: $0).allSatisfy { terraform[$0] == nil } }
      || all.contains { terraform[$0]?.isRoot == true }
  }
}

/// A folder with Terraform, OpenTofu or Terragrunt files.
struct TerraformFolder: Hashable, Sendable {
  var isRoot = false
  var isCalled = false
  var hasVariables = false
  var files: [String] = []

  static func all(
    in files: TrackedFiles, _ facts: [String: FileFacts], _ ground: ForeignGround
  ) -> [String: TerraformFolder] {
    var found: [String: TerraformFolder] = [:]
    for path in files.files where !ground.isSetAside(folder(of: path)) {
      guard let fact = facts[path], fact.natures.contains(.terraform) else { continue }
      let isUnit = fact.natures.contains(.terragruntUnit)
      guard isUnit || path.hasSuffix(".tf") || path.hasSuffix(".tofu") else { continue }
      let place = folder(of: path)
      var entry = found[place] ?? TerraformFolder()
      entry.isRoot = entry.isRoot || fact.isRootModule || isUnit
      entry.hasVariables = entry.hasVariables || fact.hasVariables
      entry.files.append(path)
      found[place] = entry
    }
    for place in found.keys where files.holds([".terraform.lock.hcl"], in: place) {
      found[place]?.isRoot = true
    }
    noteCalls(in: &found, facts)
    return found
  }

  private static func noteCalls(in found: inout [String: TerraformFolder], _ facts: [String: FileFacts]) {
    var suffixes: Set<String> = []
    for (path, fact) in facts where fact.natures.contains(.terraform) {
      for source in fact.references {
        let plain = source.split(separator: "?").first.map(String.init) ?? source
        if plain.hasPrefix("./") || plain.hasPrefix("../") {
          let clean = plain.split(separator: "/", omittingEmptySubsequences: true).joined(separator: "/")
          if let target = normal(join(folder(of: path), clean)) { found[target]?.isCalled = true }
        } else if let end = plain.lastIndex(of: "}") {
          suffixes.insert(plain[plain.index(after: end)...].split(separator: "/").joined(separator: "/"))
        }
      }
    }
    for place in found.keys where !place.isEmpty {
      if suffixes.contains(where: { $0 == place || (!$0.isEmpty && place.hasSuffix("/" + $0)) }) {
        found[place]?.isCalled = true
      }
    }
  }
}
