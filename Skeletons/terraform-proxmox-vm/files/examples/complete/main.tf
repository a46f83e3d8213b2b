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
provider "proxmox" {
  # Snippets, and images before Proxmox VE 8.4, are copied by SSH: PROXMOX_VE_SSH_USERNAME says as whom.
  ssh {
    agent = true
  }
}

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
<%# is.source.image %>

  image = {
    url      = "<% image %>"
    checksum = var.image_checksum
  }
<%/ is.source.image %>
<%# address %>

  network = {
    address = "<% address %>"
<%# gateway %>
    gateway = "<% gateway %>"
<%/ gateway %>
  }
<%/ address %>
<%# disks %>

  disks = {
    scsi1 = {
      size_gb = 32
    }
  }
<%/ disks %>

  ssh_public_keys = var.ssh_public_keys
}
