<%# is.source.image %>
resource "proxmox_download_file" "image" {
  node_name          = var.node_name
  datastore_id       = var.image.datastore_id
  content_type       = "import"
  file_name          = var.image.file_name
  url                = var.image.url
  checksum           = var.image.checksum
  checksum_algorithm = var.image.checksum_algorithm

  # The checksum pins the content: an image that is there already is kept.
  overwrite = false
}

<%/ is.source.image %>
<%# user_data %>
resource "proxmox_virtual_environment_file" "user_data" {
  node_name    = var.node_name
  datastore_id = var.snippets_datastore_id
  content_type = "snippets"

  source_raw {
    file_name = "${var.name}-user-data.yaml"

    data = templatefile("${path.module}/user-data.yaml.tftpl", {
      hostname = var.name
      keys     = var.user.keys
<%# agent %>
      packages = distinct(concat(["qemu-guest-agent"], var.packages))
<%/ agent %>
<%^ agent %>
      packages = var.packages
<%/ agent %>
      user     = var.user.name
    })
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
  on_boot         = var.on_boot
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
    import_from  = proxmox_download_file.image.id
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
        servers = dns.value.servers
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
      username = var.user.name
      keys     = var.user.keys
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
<%# is.source.image %>
    # A newer image is for new machines: it must not replace this one.
    ignore_changes = [disk[0].import_from]
<%/ is.source.image %>
<%# is.source.clone %>
    # A newer template is for new machines: it must not replace this one.
    ignore_changes = [clone]
<%/ is.source.clone %>
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
}
<%/ firewall %>
