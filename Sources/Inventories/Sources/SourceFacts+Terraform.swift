import Diagnostics
import YAMLReading

extension SourceFacts {
  /// The guests of a state as `terraform show -json` or `tofu show -json` gives it: those of the providers bpg/proxmox and
  /// Telmate/proxmox.
  ///
  /// Throws for a plan, which describes a future state.
  init(terraform document: Node, at path: String) throws(Findings) {
    if document["planned_values"] != nil || document["resource_changes"] != nil {
      throw Findings(
        Diagnostic(
          .data, "this is a Terraform plan: planned values, not the current state", at: Place(path),
          hint: "terraform show -json without a file shows the state"))
    }
    self.init()
    var readers: [ObjectReader] = []
    var others: [(words: String, place: Place)] = []
    var modules = [document.value(at: "values", "root_module")].compactMap(\.self)
    while let module = modules.popLast() {
      modules += module["child_modules"]?.items ?? []
      for resource in module["resources"]?.items ?? [] {
        if let reader = TerraformResource.guest(resource) {
          readers.append(reader)
        } else {
          let type = quoted(resource["type"]?.plainText ?? "none")
          others.append(("a resource of type '\(type)' is not a guest", resource.place))
        }
      }
    }
    take(readers, others: others)
  }
}
