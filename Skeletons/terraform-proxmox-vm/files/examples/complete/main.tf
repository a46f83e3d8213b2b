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
<%# user_data %>
provider "proxmox" {
  # Snippets are uploaded by SSH: PROXMOX_VE_SSH_USERNAME says as whom.
  ssh {
    agent = true
  }
}
<%/ user_data %>
<%^ user_data %>
provider "proxmox" {}
<%/ user_data %>

module "<% snake(name) %>" {
  source = "../.."

  name      = "<% hostname %>"
  node_name = "<% node %>"
<%# target %>
  vm_id     = <% target.id %>
<%/ target %>
<%# is.source.image %>

  image = {
    url       = "<% image %>"
    file_name = "<% basename(image) %>"
    checksum  = var.image_checksum
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

  user = {
    keys = var.ssh_public_keys
  }
}
