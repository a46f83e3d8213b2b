<%# is.template.download %>
resource "proxmox_download_file" "template" {
  node_name          = var.node_name
  datastore_id       = var.template.datastore_id
  content_type       = "vztmpl"
  file_name          = var.template.file_name
  url                = var.template.url
  checksum           = var.template.checksum
  checksum_algorithm = var.template.checksum_algorithm

  # The checksum pins the content: a template that is there already is kept.
  overwrite = false
}

<%/ is.template.download %>
resource "proxmox_virtual_environment_container" "this" {
  description   = var.description
  node_name     = var.node_name
  vm_id         = var.vm_id
  pool_id       = var.pool_id
  protection    = var.protection
  unprivileged  = true
  started       = var.started
  start_on_boot = var.start_on_boot

  # Proxmox VE sorts tags: any other order would be a difference forever.
  tags = sort(var.tags)

  cpu {
    cores = var.cores
  }

  memory {
    dedicated = var.memory_mb
    swap      = var.swap_mb
  }

  disk {
    datastore_id = var.disk.datastore_id
    size         = var.disk.size_gb
  }
<%# mounts %>

  dynamic "mount_point" {
    for_each = var.mount_points

    content {
      path   = mount_point.key
      volume = mount_point.value.datastore_id
      size   = "${mount_point.value.size_gb}G"
      backup = mount_point.value.backup
    }
  }
<%/ mounts %>

  # Only root@pam may set a feature other than nesting, even to false.
  features {
    nesting = contains(var.features, "nesting")
    keyctl  = contains(var.features, "keyctl") ? true : null
    fuse    = contains(var.features, "fuse") ? true : null
  }

  initialization {
    hostname = var.name

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

    user_account {
      keys = var.ssh_public_keys
    }
  }

  network_interface {
    name        = "eth0"
    bridge      = var.network.bridge
    vlan_id     = var.network.vlan_id
    mac_address = var.network.mac_address
<%# firewall %>
    firewall    = true
<%/ firewall %>
  }

  operating_system {
<%# is.template.download %>
    template_file_id = proxmox_download_file.template.id
<%/ is.template.download %>
<%# is.template.existing %>
    template_file_id = var.template_file_id
<%/ is.template.existing %>
    type             = var.os_type
  }

  startup {
    order    = var.startup.order
    up_delay = var.startup.up_delay_seconds
  }

  lifecycle {
    # A newer template is for new containers: it must not replace this one.
    ignore_changes = [operating_system[0].template_file_id]
  }
}
<%# firewall %>

resource "proxmox_virtual_environment_firewall_options" "this" {
  node_name    = proxmox_virtual_environment_container.this.node_name
  container_id = proxmox_virtual_environment_container.this.vm_id

  enabled       = true
  dhcp          = var.network.address == "dhcp"
  ndp           = true
  input_policy  = "DROP"
  output_policy = "ACCEPT"

  # Rules first: the policy alone would lock everybody out.
  depends_on = [proxmox_virtual_environment_firewall_rules.this]
}

resource "proxmox_virtual_environment_firewall_rules" "this" {
  node_name    = proxmox_virtual_environment_container.this.node_name
  container_id = proxmox_virtual_environment_container.this.vm_id

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
