<%# is.provider.proxmox %>
<%# module %>
<%> versions.tf %>

<%/ module %>
<%^ module %>
<%# vm_module %>
<%> versions.tf %>

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
  description     = each.value.description
  node_name       = each.value.node_name
  node_version    = lookup(local.node_versions, each.value.node_name, null)
  vm_id           = each.value.vm_id
  pool_id         = each.value.pool_id
  cores           = each.value.cores
  memory_mb       = each.value.memory_mb
  swap_mb         = each.value.swap_mb
  disk            = each.value.disk
  network         = each.value.network
  dns             = each.value.dns
  features        = each.value.features
  os_type         = each.value.os_type
  started         = each.value.started
  start_on_boot   = each.value.start_on_boot
  startup         = each.value.startup
  protection      = each.value.protection
  tags            = setunion(["terraform", var.environment], each.value.tags)
  ssh_public_keys = var.ssh_public_keys
<%# is.module_template.existing %>

  template_file_id = each.value.template_file_id
<%/ is.module_template.existing %>
<%# is.module_template.download %>

  template = {
    file_id   = proxmox_download_file.template[local.templates[each.key]].id
    file_name = basename(local.templates[each.key])
  }
<%/ is.module_template.download %>
<%# module_mounts %>

  mount_points = each.value.mount_points
<%/ module_mounts %>
<%# module_firewall %>

  firewall_ports  = each.value.firewall_ports
  firewall_source = each.value.firewall_source
<%/ module_firewall %>
}
<%/ module %>
<%# vm_module %>

module "machines" {
  source   = "<% vm_module %>"
  for_each = var.machines

  name            = each.key
  description     = each.value.description
  node_name       = each.value.node_name
  node_version    = lookup(local.node_versions, each.value.node_name, null)
  vm_id           = each.value.vm_id
  pool_id         = each.value.pool_id
  cores           = each.value.cores
  cpu_type        = each.value.cpu_type
  memory_mb       = each.value.memory_mb
  disk            = each.value.disk
  network         = each.value.network
  dns             = each.value.dns
  user            = each.value.user
  started         = each.value.started
  start_on_boot   = each.value.start_on_boot
  startup         = each.value.startup
  protection      = each.value.protection
  tags            = setunion(["terraform", var.environment], each.value.tags)
  ssh_public_keys = var.ssh_public_keys
<%# is.vm_source.image %>

  image = { file_id = proxmox_download_file.image[local.images[each.key]].id }
<%/ is.vm_source.image %>
<%# is.vm_source.clone %>

  template = each.value.template
<%/ is.vm_source.clone %>
<%# vm_disks %>

  disks = each.value.disks
<%/ vm_disks %>
<%# vm_user_data %>

  packages              = each.value.packages
  snippets_datastore_id = each.value.snippets_datastore_id
<%/ vm_user_data %>
<%# vm_firewall %>

  firewall_ports  = each.value.firewall_ports
  firewall_source = each.value.firewall_source
<%/ vm_firewall %>
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
