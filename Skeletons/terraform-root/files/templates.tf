locals {
  container_templates = { for name, container in var.containers : name => coalesce(container.template, var.template) }

  # Containers of a node share a download: a second file of one name is refused. On a datastore that nodes share, one of
  # them downloads for all.
  templates = { for name, template in local.container_templates : name => join("/", [
    coalesce(template.node_name, var.containers[name].node_name),
    template.datastore_id,
    coalesce(template.file_name, basename(template.url)),
  ]) }
}

resource "proxmox_download_file" "template" {
  for_each = { for name, key in local.templates : key => local.container_templates[name]... }

  node_name          = split("/", each.key)[0]
  datastore_id       = each.value[0].datastore_id
  content_type       = "vztmpl"
  file_name          = basename(each.key)
  url                = each.value[0].url
  checksum           = each.value[0].checksum
  checksum_algorithm = each.value[0].checksum_algorithm

  # The checksum pins the content: a template that is there already is kept.
  overwrite = false

  lifecycle {
    precondition {
      condition     = can(regex("^https?://", each.value[0].url)) && can(regex("^[^/]+/[^/]+/[A-Za-z0-9][A-Za-z0-9._+-]*\\.tar\\.(gz|xz|zst)$", each.key))
      error_message = "A template comes by http or https, and its file name ends in .tar.gz, .tar.xz or .tar.zst."
    }

    <%> checksum.tf %>

    precondition {
      condition     = length(distinct(each.value)) == 1
      error_message = "Two templates have the name ${each.key}: give one of them another file_name."
    }
  }
}
