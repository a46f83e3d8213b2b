locals {
  # Such as 804 for 8.4.1.
  version = try(tonumber(split(".", var.node_version)[0]) * 100 + tonumber(split(".", var.node_version)[1]), null)
<%# is.template.download %>

  template_name = coalesce(var.template.file_name, basename(coalesce(var.template.url, var.template.file_id)))
<%/ is.template.download %>
}

<%# is.template.download %>
resource "proxmox_download_file" "template" {
  count = var.template.url == null ? 0 : 1

  node_name          = var.node_name
  datastore_id       = var.template.datastore_id
  content_type       = "vztmpl"
  file_name          = local.template_name
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
    template_file_id = var.template.url == null ? var.template.file_id : proxmox_download_file.template[0].id
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
    # A change of these would replace the container and lose its volumes. They are for new containers: a plan warns where
    # they differ, and README tells how each reaches one that is there.
    ignore_changes = [
      disk[0].datastore_id,
      initialization[0].user_account,
<%# mounts %>
      mount_point,
<%/ mounts %>
      operating_system[0].template_file_id,
      pool_id,
    ]
<%# mounts %>

    # Data live in the volumes: take this line away before a plan that is to destroy them.
    prevent_destroy = true
<%/ mounts %>

    precondition {
      condition     = !can(regex("debian-1[3-9]|ubuntu-2[5-9]", <%# is.template.existing %>var.template_file_id<%/ is.template.existing %><%# is.template.download %>local.template_name<%/ is.template.download %>)) || local.version == null || try(local.version >= 804, false)
      error_message = "This template wants the pve-container of Proxmox VE 8.4 or newer; take an older one such as debian-12-standard."
    }
  }
}

# In the provider's own words a container's pool replaces it; a membership of its own does not.
resource "proxmox_pool_membership" "this" {
  count = var.pool_id == null ? 0 : 1

  pool_id = var.pool_id
  vm_id   = proxmox_virtual_environment_container.this.vm_id
}

# Keys and template of a container that was imported are not known: nothing is said of them.
check "rebuild" {
  assert {
    condition     = try(proxmox_virtual_environment_container.this.initialization[0].user_account[0].keys == var.ssh_public_keys, true)
    error_message = "The SSH keys have changed since the container was made: it keeps those it has. Add them there, or rebuild it."
  }

  assert {
    condition     = proxmox_virtual_environment_container.this.disk[0].datastore_id == var.disk.datastore_id
    error_message = "The root file system lies in another datastore: move it with pct move-volume, or rebuild the container."
  }
<%# mounts %>

  assert {
    condition     = { for mount in proxmox_virtual_environment_container.this.mount_point : mount.path => mount.size } == { for path, mount in var.mount_points : path => "${mount.size_gb}G" }
    error_message = "The volumes differ from those that the container has: change them with pct set and pct resize, or rebuild it."
  }
<%/ mounts %>
<%# is.template.existing %>

  assert {
    condition     = contains(["", var.template_file_id], try(coalesce(proxmox_virtual_environment_container.this.operating_system[0].template_file_id), ""))
    error_message = "The container was made from another template, which stays so until it is rebuilt."
  }
<%/ is.template.existing %>
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

  # A container that is replaced, under the same identifier too, has no firewall until this is made again.
  lifecycle {
    replace_triggered_by = [proxmox_virtual_environment_container.this.id]
  }
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

  lifecycle {
    replace_triggered_by = [proxmox_virtual_environment_container.this.id]
  }
}
<%/ firewall %>
