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
<%# module %>

<%# is.provider.proxmox %>
module "containers" {
  source   = "<% module %>"
  for_each = var.containers

  name            = each.key
  node_name       = each.value.node_name
  vm_id           = each.value.vm_id
  network         = each.value.network
  tags            = ["terraform", var.environment]
  ssh_public_keys = var.ssh_public_keys
}
<%/ is.provider.proxmox %>
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
