locals {
  node_versions = { for node in var.node_versions : node.name => node.version if node.version != "" }
}
