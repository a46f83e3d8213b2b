import ArgumentParser
import Collecting
import Diagnostics
import Jobs
import Units
import Workspaces

/// `tenon schema`: the shape of every document and file.
struct SchemaCommand: CatalogueCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of a document or file, or list all schemas.",
    discussion: """
      Documents are what commands print with --json; use the value of 'schema', with or without 'tenon.' and the \
      version. Files are those tenon reads or writes, such as record, plan, handoff or workspace.yaml.
      """
  )

  @OptionGroup var common: CommonOptions

  @Argument(help: "Schema name, such as status, tenon.status/1 or workspace.yaml.")
  var name: String?

  func perform(
    with catalogue: SkeletonCatalogue, in process: ProcessEnvironment, on console: Console
  ) throws(Findings) -> Int32 {
    if let name {
      try console.write(document: try DocumentSchema.named(name).schema())
    } else if common.json {
      try console.write(document: SchemaListDocument())
    } else {
      let width = DocumentSchema.all.map(\.shortName.count).max() ?? 0
      for schema in DocumentSchema.all {
        let blank = String(repeating: " ", count: width - schema.shortName.count)
        console.print("\(schema.shortName)\(blank)  \(schema.title)")
      }
    }
    return 0
  }
}

/// Every schema there is, as `tenon.schemas/1`.
struct SchemaListDocument: Codable {
  var schema = "tenon.schemas/1"
  let schemas: [Item]

  struct Item: Codable {
    let name: String
    let title: String
  }

  init() {
    schemas = DocumentSchema.all.map { Item(name: $0.name, title: $0.title) }
  }
}
