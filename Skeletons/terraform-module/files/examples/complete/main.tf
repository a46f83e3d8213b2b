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

<%# is.provider.aws %>
provider "aws" {
  region = "<% region %>"
}

<%/ is.provider.aws %>
<%# is.provider.proxmox %>
# Endpoint and token come from PROXMOX_VE_ENDPOINT and PROXMOX_VE_API_TOKEN.
provider "proxmox" {}

variable "debian_checksum" {
  description = "SHA-512 of the Debian image, from the SHA512SUMS beside it."
  type        = string
  nullable    = false
}

<%/ is.provider.proxmox %>
module "<% snake(name) %>" {
  source = "../.."

<%# is.provider.none %>
  name        = "web"
  namespace   = "lab"
  environment = "<%# environments %><%# first %><% . %><%/ first %><%/ environments %><%^ environments %>prod<%/ environments %>"

  tags = {
    owner = "ops"
  }
<%/ is.provider.none %>
<%# is.provider.aws %>
  name            = "example-<% kebab(name) %>"
  noncurrent_days = 30

  tags = {
    environment = "example"
  }
<%/ is.provider.aws %>
<%# is.provider.proxmox %>
  node_name = "<% node %>"

  images = {
    "debian-13-genericcloud-amd64-20260601-2496.img" = {
      url      = "https://cloud.debian.org/images/cloud/trixie/20260601-2496/debian-13-genericcloud-amd64-20260601-2496.qcow2"
      checksum = var.debian_checksum
    }
  }
<%/ is.provider.proxmox %>
}

<%# is.provider.none %>
output "id" {
  description = "Name that the resources of the service start with."
  value       = module.<% snake(name) %>.id
}
<%/ is.provider.none %>
<%# is.provider.aws %>
output "bucket_arn" {
  description = "ARN of the bucket."
  value       = module.<% snake(name) %>.bucket_arn
}
<%/ is.provider.aws %>
<%# is.provider.proxmox %>
output "image_ids" {
  description = "Identifiers of the images, by file name."
  value       = module.<% snake(name) %>.image_ids
}
<%/ is.provider.proxmox %>
