locals {
  # Such as 804 for 8.4.1; 0 where it is not known.
  version = try(tonumber(split(".", var.node_version)[0]) * 100 + tonumber(split(".", var.node_version)[1]), 0)
<%# is.source.image %>

  # From 8.4 on a disk is imported from an image. Before, the image lies as .img among the ISO images and is copied by SSH.
  can_import = var.image.url == null ? can(regex(":import/", var.image.file_id)) : local.version >= 804
  file_name  = var.image.url == null ? "" : coalesce(var.image.file_name, basename(var.image.url))
  image_id   = var.image.url == null ? var.image.file_id : proxmox_download_file.image[0].id
<%/ is.source.image %>
}

<%# is.source.image %>
resource "proxmox_download_file" "image" {
  count = var.image.url == null ? 0 : 1

  node_name          = var.node_name
  datastore_id       = var.image.datastore_id
  content_type       = local.can_import ? "import" : "iso"
  file_name          = local.can_import ? replace(local.file_name, "/\\.img$/", ".qcow2") : replace(local.file_name, "/\\.[a-z0-9]+$/", ".img")
  url                = var.image.url
  checksum           = var.image.checksum
  checksum_algorithm = var.image.checksum_algorithm

  # The checksum pins the content: an image that is there already is kept.
  overwrite = false
}

<%/ is.source.image %>
<%# user_data %>
# The machine is replaced when the identifier of its user data changes: the file keeps its first name.
resource "terraform_data" "snippet" {
  input = "${var.name}-user-data.yaml"

  lifecycle {
    ignore_changes = [input]
  }
}

resource "proxmox_virtual_environment_file" "user_data" {
  node_name    = var.node_name
  datastore_id = var.snippets_datastore_id
  content_type = "snippets"

  source_raw {
    file_name = terraform_data.snippet.output

    data = templatefile("${path.module}/user-data.yaml.tftpl", {
      hostname = var.name
      keys     = var.ssh_public_keys
<%# agent %>
      packages = distinct(concat(["qemu-guest-agent"], var.packages))
<%/ agent %>
<%^ agent %>
      packages = var.packages
<%/ agent %>
      user     = var.user
    })
  }

  # A machine that is there names the file where it lies.
  lifecycle {
    ignore_changes = [datastore_id]
  }
}

<%/ user_data %>
resource "proxmox_virtual_environment_vm" "this" {
  name            = var.name
  description     = var.description
  node_name       = var.node_name
  vm_id           = var.vm_id
  pool_id         = var.pool_id
  protection      = var.protection
  bios            = "<% firmware %>"
  machine         = "q35"
  scsi_hardware   = "virtio-scsi-single"
  started         = var.started
  on_boot         = var.start_on_boot
  migrate         = true
<%# agent %>
  stop_on_destroy = false
<%/ agent %>
<%^ agent %>
  stop_on_destroy = true
<%/ agent %>

  # Proxmox VE sorts tags: any other order would be a difference forever.
  tags = sort(var.tags)
<%# is.source.clone %>

  clone {
    vm_id     = var.template.vm_id
    node_name = coalesce(var.template.node_name, var.node_name)
    full      = true
  }
<%/ is.source.clone %>

  agent {
<%# agent %>
    enabled = true
    timeout = "5m"
<%/ agent %>
<%^ agent %>
    enabled = false
<%/ agent %>
  }

  cpu {
    cores = var.cores
    type  = var.cpu_type
  }

  memory {
    dedicated = var.memory_mb
<%# ballooning %>
    floating  = var.memory_mb
<%/ ballooning %>
<%^ ballooning %>
    floating  = 0
<%/ ballooning %>
  }
<%# is.firmware.ovmf %>

  efi_disk {
    datastore_id      = var.disk.datastore_id
    type              = "4m"
<%# secure_boot %>
    pre_enrolled_keys = true
<%/ secure_boot %>
<%^ secure_boot %>
    pre_enrolled_keys = false
<%/ secure_boot %>
  }
<%/ is.firmware.ovmf %>
<%# tpm %>

  tpm_state {
    datastore_id = var.disk.datastore_id
    version      = "v2.0"
  }
<%/ tpm %>

  disk {
    datastore_id = var.disk.datastore_id
<%# is.source.image %>
    file_id      = local.can_import ? null : local.image_id
    import_from  = local.can_import ? local.image_id : null
<%/ is.source.image %>
    interface    = "scsi0"
    size         = var.disk.size_gb
    discard      = "on"
    iothread     = true
    ssd          = var.disk.ssd
  }
<%# disks %>

  dynamic "disk" {
    for_each = var.disks

    content {
      interface    = disk.key
      datastore_id = disk.value.datastore_id
      size         = disk.value.size_gb
      backup       = disk.value.backup
      discard      = "on"
      iothread     = true
    }
  }
<%/ disks %>

  network_device {
    bridge      = var.network.bridge
    vlan_id     = var.network.vlan_id
    mac_address = var.network.mac_address
    model       = "virtio"
<%# firewall %>
    firewall    = true
<%/ firewall %>
  }

  initialization {
    datastore_id = var.disk.datastore_id
<%# user_data %>

    user_data_file_id = proxmox_virtual_environment_file.user_data.id
<%/ user_data %>

    dynamic "dns" {
      for_each = var.dns == null ? [] : [var.dns]

      content {
        domain  = dns.value.domain
        servers = length(dns.value.servers) == 0 ? null : dns.value.servers
      }
    }

    ip_config {
      ipv4 {
        address = var.network.address
        gateway = var.network.gateway
      }
<%# ipv6 %>

      ipv6 {
        address = "auto"
      }
<%/ ipv6 %>
    }
<%^ user_data %>

    user_account {
      username = var.user
      keys     = var.ssh_public_keys
    }
<%/ user_data %>
  }

  operating_system {
    type = "l26"
  }

  # Cloud images write their console to the first serial port.
  serial_device {}

  startup {
    order    = var.startup.order
    up_delay = var.startup.up_delay_seconds
  }

  lifecycle {
    # A change of these would replace the machine and lose its disks. They are for new machines; README tells how each
    # reaches one that is there.
    ignore_changes = [
<%# is.source.clone %>
      clone,
<%/ is.source.clone %>
<%# is.source.image %>
      disk[0].file_id,
      disk[0].import_from,
<%/ is.source.image %>
<%# user_data %>
      initialization[0].user_data_file_id,
<%/ user_data %>
    ]
<%# disks %>

    # Data live on the disks: take this line away before a plan that is to destroy them.
    prevent_destroy = true
<%/ disks %>

    precondition {
      condition     = local.version == 0 || local.version >= 800
      error_message = "The provider wants Proxmox VE 8.0 or newer."
    }
  }
}
<%# firewall %>

resource "proxmox_virtual_environment_firewall_options" "this" {
  node_name = proxmox_virtual_environment_vm.this.node_name
  vm_id     = proxmox_virtual_environment_vm.this.vm_id

  enabled       = true
  dhcp          = var.network.address == "dhcp"
  ndp           = true
  input_policy  = "DROP"
  output_policy = "ACCEPT"

  # Rules first: the policy alone would lock everybody out.
  depends_on = [proxmox_virtual_environment_firewall_rules.this]

  # A machine that is replaced, under the same identifier too, has no firewall until this is made again.
  lifecycle {
    replace_triggered_by = [proxmox_virtual_environment_vm.this.id]
  }
}

resource "proxmox_virtual_environment_firewall_rules" "this" {
  node_name = proxmox_virtual_environment_vm.this.node_name
  vm_id     = proxmox_virtual_environment_vm.this.vm_id

  rule {
    type    = "in"
    action  = "ACCEPT"
    proto   = "icmp"
    comment = "ICMP"
  }

  dynamic "rule" {
    for_each = var.firewall_ports

    content {
      type    = "in"
      action  = "ACCEPT"
      proto   = "tcp"
      dport   = tostring(rule.value)
      source  = var.firewall_source
      comment = "TCP ${rule.value}"
    }
  }

  lifecycle {
    replace_triggered_by = [proxmox_virtual_environment_vm.this.id]
  }
}
<%/ firewall %>
