terraform {
  required_version = ">= <% terraform_version %>, < 2.0.0"
<%# is.provider.proxmox %>

  required_providers {
    proxmox = {
      source  = "bpg/proxmox"
      version = "~> 0.111.1"
    }
  }
<%/ is.provider.proxmox %>
<%# is.provider.aws %>

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
<%/ is.provider.aws %>
}
