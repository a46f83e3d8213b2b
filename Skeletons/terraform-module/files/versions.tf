terraform {
  required_version = ">= <% terraform_version %>"
<%# is.provider.aws %>

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.80.0, < 7.0.0"
    }
  }
<%/ is.provider.aws %>
<%# is.provider.proxmox %>

  required_providers {
    proxmox = {
      source  = "bpg/proxmox"
      version = ">= 0.111.0, < 1.0.0"
    }
  }
<%/ is.provider.proxmox %>
}
