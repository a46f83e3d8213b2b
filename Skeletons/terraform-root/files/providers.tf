<%# is.provider.proxmox %>
# The token comes from PROXMOX_VE_API_TOKEN.
provider "proxmox" {
  endpoint = var.endpoint
}
<%/ is.provider.proxmox %>
<%# is.provider.aws %>
provider "aws" {
  region              = var.region
  allowed_account_ids = [var.account_id]

  default_tags {
    tags = local.tags
  }
}
<%/ is.provider.aws %>
<%# is.provider.none %>
# Every provider that is added is configured here and pinned in versions.tf.
<%/ is.provider.none %>
