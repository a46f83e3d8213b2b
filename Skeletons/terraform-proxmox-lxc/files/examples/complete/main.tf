terraform {
  required_version = ">= <% terraform_version %>"

  required_providers {
    proxmox = {
      source  = "bpg/proxmox"
      version = "~> 0.111.1"
    }
  }
}

# Endpoint and token come from PROXMOX_VE_ENDPOINT and PROXMOX_VE_API_TOKEN.
provider "proxmox" {}

module "<% snake(name) %>" {
  source = "../.."

  name      = "<% hostname %>"
  node_name = "<% node %>"
<%# target %>
  vm_id     = <% target.id %>
<%/ target %>

  # Versions of Proxmox VE, as the inventory has them: they decide which images can be used.
  node_version = one([for node in [
<%# inventory.nodes %>
    [<% hcl(.name) %>, <% hcl(.version) %>],
<%/ inventory.nodes %>
  ] : node[1] if node[0] == "<% node %>" && node[1] != ""])
<%# is.template.download %>

  template = {
    url       = "http://download.proxmox.com/images/system/<% image %>"
    file_name = "<% image %>"
    checksum  = var.template_checksum
  }
<%/ is.template.download %>
<%# address %>

  network = {
    address = "<% address %>"
<%# gateway %>
    gateway = "<% gateway %>"
<%/ gateway %>
  }
<%/ address %>
<%# mounts %>

  mount_points = {
    "/srv" = {
      size_gb = 16
    }
  }
<%/ mounts %>

  ssh_public_keys = var.ssh_public_keys
}
