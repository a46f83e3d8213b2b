/// The `skeleton.yaml` of a skeleton that asks for nothing but a name.
package func smallSkeleton(_ name: String, destination: String) -> String {
  """
  name: \(name)
  version: 1.0.0
  summary: Something small
  destination: \(destination)/<% name %>
  variables:
    name: { type: string, help: "Its name" }

  """
}
