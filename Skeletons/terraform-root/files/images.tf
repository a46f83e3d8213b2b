locals {
  machine_images = { for name, machine in var.machines : name => coalesce(machine.image, var.image) }

  # Machines of a node share a download: a second file of one name is refused. On a datastore that nodes share, one of
  # them downloads for all.
  images = { for name, image in local.machine_images : name => join("/", [
    coalesce(image.node_name, var.machines[name].node_name),
    image.datastore_id,
    coalesce(image.file_name, basename(image.url)),
  ]) }

  # Such as 804 for 8.4.1. From 8.4 on a disk is imported from an image; before, and where the version is not known, the
  # image lies as .img among the ISO images.
  releases = { for node, version in local.node_versions : node => try(tonumber(split(".", version)[0]) * 100 + tonumber(split(".", version)[1]), 0) }
  imported = { for key in distinct(values(local.images)) : key => lookup(local.releases, split("/", key)[0], 0) >= 804 }
}

resource "proxmox_download_file" "image" {
  for_each = { for name, key in local.images : key => local.machine_images[name]... }

  node_name          = split("/", each.key)[0]
  datastore_id       = each.value[0].datastore_id
  content_type       = local.imported[each.key] ? "import" : "iso"
  file_name          = local.imported[each.key] ? replace(basename(each.key), "/\\.img$/", ".qcow2") : replace(basename(each.key), "/\\.[a-z0-9]+$/", ".img")
  url                = each.value[0].url
  checksum           = each.value[0].checksum
  checksum_algorithm = each.value[0].checksum_algorithm

  # The checksum pins the content: an image that is there already is kept.
  overwrite = false

  lifecycle {
    precondition {
      condition     = startswith(each.value[0].url, "https://") && can(regex("^[^/]+/[^/]+/[A-Za-z0-9][A-Za-z0-9._+-]*\\.(img|qcow2|raw|vmdk)$", each.key))
      error_message = "An image comes by https, and its file name ends in .img, .qcow2, .raw or .vmdk."
    }

    <%> checksum.tf %>

    precondition {
      condition     = length(distinct(each.value)) == 1
      error_message = "Two images have the name ${each.key}: give one of them another file_name."
    }
  }
}
