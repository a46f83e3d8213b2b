<%# is.provider.proxmox %>
<%# module %>
locals {
  node_versions = { for node in var.node_versions : node.name => node.version if node.version != "" }
}

<%/ module %>
<%^ module %>
<%# vm_module %>
locals {
  node_versions = { for node in var.node_versions : node.name => node.version if node.version != "" }
}

<%/ vm_module %>
<%/ module %>
<%/ is.provider.proxmox %>
<%^ is.provider.proxmox %>
locals {
  tags = {
    environment = var.environment
    managed_by  = "terraform"
    root        = "<% name %>"
  }
}

<%/ is.provider.proxmox %>
# The state remembers its environment. Another environment's variables would replace this resource,
# which is refused: the plan fails before it touches anything.
resource "terraform_data" "environment" {
<%# is.provider.proxmox %>
  input            = var.environment
<%/ is.provider.proxmox %>
<%^ is.provider.proxmox %>
  input            = local.tags
<%/ is.provider.proxmox %>
  triggers_replace = var.environment

  lifecycle {
    prevent_destroy = true
  }
}
<%# is.provider.proxmox %>
<%# module %>

module "containers" {
  source   = "<% module %>"
  for_each = var.containers

  name            = each.key
  node_name       = each.value.node_name
  node_version    = lookup(local.node_versions, each.value.node_name, null)
  vm_id           = each.value.vm_id
  cores           = each.value.cores
  memory_mb       = each.value.memory_mb
  disk            = each.value.disk
  network         = each.value.network
  start_on_boot   = each.value.start_on_boot
  protection      = each.value.protection
  tags            = setunion(["terraform", var.environment], each.value.tags)
  ssh_public_keys = var.ssh_public_keys
}
<%/ module %>
<%# vm_module %>

module "machines" {
  source   = "<% vm_module %>"
  for_each = var.machines

  name            = each.key
  node_name       = each.value.node_name
  node_version    = lookup(local.node_versions, each.value.node_name, null)
  vm_id           = each.value.vm_id
<%# is.vm_source.image %>
  image           = var.image
<%/ is.vm_source.image %>
  cores           = each.value.cores
  memory_mb       = each.value.memory_mb
  disk            = each.value.disk
  network         = each.value.network
  start_on_boot   = each.value.start_on_boot
  protection      = each.value.protection
  tags            = setunion(["terraform", var.environment], each.value.tags)
  ssh_public_keys = var.ssh_public_keys
}
<%/ vm_module %>
<%/ is.provider.proxmox %>
<%# module %>
<%# is.provider.aws %>

module "<% snake(basename(module)) %>" {
  source = "<% module %>"

  name = "<% kebab(name) %>-${var.environment}"
  tags = local.tags
}
<%/ is.provider.aws %>
<%# is.provider.none %>

module "<% snake(basename(module)) %>" {
  source = "<% module %>"

  name        = "<% kebab(name) %>"
  environment = var.environment
  tags        = local.tags
}
<%/ is.provider.none %>
<%/ module %>
