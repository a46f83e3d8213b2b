import Diagnostics
import FileTrees
import Skeletons

let heading = "name: test\nversion: 1.0.0\nsummary: A test\ndestination: d/<% name %>\n"
let nameOnly = "variables:\n  name: { type: string, default: web }\n"

/// A skeleton of `skeleton.yaml` as given and of files below `files/`.
func skeleton(_ yaml: String, files: [String: String] = ["file": ""]) throws -> Skeleton {
  try Skeleton(reading: try tree(yaml, files: files), at: "s")
}

func tree(_ yaml: String, files: [String: String] = [:]) throws -> FileTree {
  var tree = FileTree()
  tree[try RelativePath("skeleton.yaml")] = .file(yaml)
  for (path, text) in files { tree[try RelativePath("files/" + path)] = .file(text) }
  return tree
}

/// A skeleton with `name` and one more variable `x`.
func asking(_ declaration: String) throws -> Skeleton {
  try skeleton(heading + nameOnly + "  x: \(declaration)\n")
}

/// The value of `x` where it is declared so and answered so.
func value(_ declaration: String, _ answer: Answer?, inventory: Inventory = Inventory()) throws -> Value {
  let skeleton = try asking(declaration)
  return try skeleton.values(given: answer.map { ["x": $0] } ?? [:], inventory: inventory)["x"]
}

/// What an attempt says is wrong: place, message and hints.
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
