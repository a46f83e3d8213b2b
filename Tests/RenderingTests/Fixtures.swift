import Diagnostics
import FileTrees
import Rendering
import Skeletons

/// Variables of every type, for templates to speak of.
let everyType = """
  variables:
    name: { type: string, default: web }
    text: { type: string, default: "" }
    port: { type: integer, default: 80 }
    flag: { type: boolean, default: true }
    off: { type: boolean, default: false }
    engine: { type: choice, choices: [redis, postgres, "9.5"], default: redis }
    items: { type: list, default: [a, b, c] }
    none: { type: list }
    parts: { type: list, choices: [x, y], default: [x] }
    key: { type: secret, default: "vault_<% name %>_key" }
    target: { type: guest, optional: true }
  """

let someInventory = Inventory(guests: [
  Guest(
    kind: .container, id: 102, name: "nginx", address: "192.168.2.102", node: "lab", purpose: "reverse proxy"),
  Guest(kind: .machine, id: 9001, name: "db"),
  Guest(kind: .template, id: 9000, name: "debian"),
])

func skeleton(
  _ more: String = "", variables: String = everyType, files: [String: String] = ["file": ""],
  destination: String = "roles/<% name %>"
) throws -> Skeleton {
  let heading = "name: test\nversion: 1.0.0\nsummary: A test\ndestination: \(destination)\n"
  return try Skeleton(
    reading: tree(files.merging(["skeleton.yaml": heading + variables + "\n" + more]) { first, _ in first }),
    at: "s")
}

/// Files at their paths; all but `skeleton.yaml` lie below `files/`.
func tree(_ files: [String: String]) throws -> FileTree {
  var tree = FileTree()
  for (path, text) in files {
    tree[try RelativePath(path == "skeleton.yaml" ? path : "files/" + path)] = .file(text)
  }
  return tree
}

func render(
  _ skeleton: Skeleton, _ answers: [String: Answer] = [:], yaml: String? = nil, into: String? = nil
) throws -> RenderedSkeleton {
  let values = try skeleton.values(given: answers, inventory: someInventory, yamlExtension: yaml)
  return try Renderer.render(skeleton, values, into: try into.map { try RelativePath($0) })
}

/// What a template renders to with these answers.
func rendered(_ template: String, _ answers: [String: Answer] = [:]) throws -> String {
  let rendition = try render(try skeleton(files: ["file": template]), answers)
  return rendition.files.first.map { String(decoding: $0.entry.content?.stored ?? [], as: UTF8.self) }
    ?? "nothing"
}

/// What is wrong with a template, without the name of its file.
func faults(in template: String) -> [String] {
  words { _ = try skeleton(files: ["file": template]) }.map { $0.replacing("s/files/file:", with: "") }
}

/// What an attempt says is wrong, with its places and hints.
func words(_ body: () throws -> Void) -> [String] {
  do {
    try body()
    return []
  } catch let error as any Diagnosable {
    return error.diagnostics.map { diagnostic in
      let place = diagnostic.place.map { "\($0): " } ?? ""
      return place + diagnostic.message + diagnostic.hints.map { " (\($0))" }.joined()
    }
  } catch {
    return ["\(error)"]
  }
}
