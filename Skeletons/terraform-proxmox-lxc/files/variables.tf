variable "name" {
  description = "Host name of the container."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", var.name))
    error_message = "The name must be a valid DNS label."
  }
}

variable "node_name" {
  description = "Name of the Proxmox VE node that runs the container."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?$", var.node_name))
    error_message = "The node name must be a valid host name."
  }
}

variable "vm_id" {
  description = "Identifier of the container; null lets Proxmox VE choose."
  type        = number
  default     = null

  validation {
    condition     = var.vm_id == null || try(var.vm_id >= 100 && var.vm_id <= 999999999 && floor(var.vm_id) == var.vm_id, false)
    error_message = "The identifier must be a whole number from 100 to 999999999."
  }
}

variable "node_version" {
  description = "Version of Proxmox VE on the node, such as 8.4.1; null for an unknown one."
  type        = string
  default     = null

  validation {
    condition     = var.node_version == null || can(regex("^[0-9]+\\.[0-9]+([.-].*)?$", var.node_version))
    error_message = "The version must be one such as 8.4.1."
  }
}

variable "description" {
  description = "Notes that Proxmox VE shows for the container."
  type        = string
  default     = "Managed by Terraform"
  nullable    = false
}

variable "pool_id" {
  description = "Resource pool of the container; null for none."
  type        = string
  default     = null

  validation {
    condition     = var.pool_id == null || can(regex("^[A-Za-z0-9][A-Za-z0-9._/-]*$", var.pool_id))
    error_message = "The pool must be a name of letters, digits, dots, underscores and hyphens."
  }
}

variable "protection" {
  description = "Whether Proxmox VE refuses to remove the container and its disk."
  type        = bool
  default     = false
  nullable    = false
}

variable "started" {
  description = "Whether the container runs."
  type        = bool
  default     = true
  nullable    = false
}

variable "start_on_boot" {
  description = "Whether the container starts with its node."
  type        = bool
  default     = true
  nullable    = false
}

variable "startup" {
  description = "Order among the guests of the node, and the delay before the next one."
  type = object({
    order            = optional(number, 100)
    up_delay_seconds = optional(number, 0)
  })
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for each in values(var.startup) : each >= 0 && floor(each) == each])
    error_message = "Order and delay must be whole numbers and not negative."
  }
}

<%# is.template.download %>
variable "template" {
  description = "Template that the node downloads, pinned by its checksum; or the file_id of one that is there."
  type = object({
    url                = optional(string)
    file_name          = optional(string)
    checksum           = optional(string)
    checksum_algorithm = optional(string, "sha512")
    datastore_id       = optional(string, "<% template_datastore %>")
    file_id            = optional(string)
  })
  nullable = false

  validation {
    condition     = (var.template.url == null) != (var.template.file_id == null)
    error_message = "A template has a url to download it from, or the file_id of one that is there."
  }

  validation {
    condition     = var.template.file_id == null || can(regex("^[^:]+:vztmpl/[^/]+$", var.template.file_id))
    error_message = "A template that is there is DATASTORE:vztmpl/FILE."
  }

  validation {
    condition     = var.template.url == null || can(regex("^[A-Za-z0-9][A-Za-z0-9._+-]*\\.tar\\.(gz|xz|zst)$", coalesce(var.template.file_name, basename(var.template.url))))
    error_message = "The file name must end in .tar.gz, .tar.xz or .tar.zst."
  }

  validation {
    condition     = var.template.url == null || can(regex("^https?://", var.template.url))
    error_message = "The template must be downloaded by http or https."
  }

  validation {
    condition = var.template.url == null || try(
      can(regex("^[0-9a-f]+$", var.template.checksum)) &&
      length(var.template.checksum) == { sha256 = 64, sha512 = 128 }[var.template.checksum_algorithm],
      false
    )
    error_message = "The checksum must be the hexadecimal digest of a sha256 or sha512 algorithm."
  }
}
<%/ is.template.download %>
<%# is.template.existing %>
variable "template_file_id" {
  description = "Template to create the container from, as DATASTORE:vztmpl/FILE."
  type        = string
  default     = "<% template_datastore %>:vztmpl/<% image %>"
  nullable    = false

  validation {
    condition     = can(regex("^[^:]+:vztmpl/[^/]+$", var.template_file_id))
    error_message = "The template must be given as DATASTORE:vztmpl/FILE."
  }
}
<%/ is.template.existing %>

variable "os_type" {
  description = "Operating system of the template."
  type        = string
  default     = "<% os %>"
  nullable    = false

  validation {
    condition = contains([
      "alpine", "archlinux", "centos", "debian", "devuan", "fedora", "gentoo", "nixos", "opensuse", "ubuntu",
      "unmanaged",
    ], var.os_type)
    error_message = "The operating system must be one that Proxmox VE knows, or unmanaged."
  }
}

variable "cores" {
  description = "Number of CPU cores."
  type        = number
  default     = <% cores %>
  nullable    = false

  validation {
    condition     = var.cores >= 1 && var.cores <= 128 && floor(var.cores) == var.cores
    error_message = "The number of cores must be a whole number from 1 to 128."
  }
}

variable "memory_mb" {
  description = "Memory in MiB."
  type        = number
  default     = <% memory %>
  nullable    = false

  validation {
    condition     = var.memory_mb >= 16 && var.memory_mb <= 4194304 && floor(var.memory_mb) == var.memory_mb
    error_message = "The memory must be a whole number of MiB, from 16 to 4194304."
  }
}

variable "swap_mb" {
  description = "Swap in MiB."
  type        = number
  default     = <% swap %>
  nullable    = false

  validation {
    condition     = var.swap_mb >= 0 && var.swap_mb <= 4194304 && floor(var.swap_mb) == var.swap_mb
    error_message = "The swap must be a whole number of MiB, from 0 to 4194304."
  }
}

variable "disk" {
  description = "Root file system; it can grow, never shrink."
  type = object({
    datastore_id = optional(string, "<% datastore %>")
    size_gb      = optional(number, <% disk %>)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.disk.size_gb >= 1 && floor(var.disk.size_gb) == var.disk.size_gb
    error_message = "The root file system must have a whole number of GiB, at least 1."
  }

  validation {
    condition     = can(regex("^[A-Za-z][A-Za-z0-9_.-]*[A-Za-z0-9]$", var.disk.datastore_id))
    error_message = "The datastore must be a name that Proxmox VE can have."
  }
}
<%# mounts %>

variable "mount_points" {
  description = "More volumes, by their absolute path in the container; made with it only."
  type = map(object({
    datastore_id = optional(string, "<% datastore %>")
    size_gb      = number
    backup       = optional(bool, true)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for path, mount in var.mount_points : can(regex("^(/[A-Za-z0-9._-]+)+$", path)) && mount.size_gb >= 1 && floor(mount.size_gb) == mount.size_gb])
    error_message = "A volume needs an absolute path and a whole number of GiB, at least 1."
  }
}
<%/ mounts %>

variable "features" {
  description = "Features of the container: nesting, keyctl and fuse."
  type        = set(string)
  default     = [<%# features %>"<% . %>"<%^ last %>, <%/ last %><%/ features %>]
  nullable    = false

  validation {
    condition     = length(setsubtract(var.features, ["fuse", "keyctl", "nesting"])) == 0
    error_message = "A feature must be nesting, keyctl or fuse."
  }
}

variable "network" {
  description = "Network interface; an address of dhcp takes no gateway."
  type = object({
    bridge      = optional(string, "<% bridge %>")
<%# vlan %>
    vlan_id     = optional(number, <% vlan %>)
<%/ vlan %>
<%^ vlan %>
    vlan_id     = optional(number)
<%/ vlan %>
    mac_address = optional(string)
    address     = optional(string, "dhcp")
    gateway     = optional(string)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.network.address == "dhcp" || can(cidrnetmask(var.network.address))
    error_message = "The address must be dhcp, or an IPv4 address with its prefix such as 192.0.2.10/24."
  }

  validation {
    condition     = var.network.address != "dhcp" || var.network.gateway == null
    error_message = "A gateway must not be set when the address is dhcp."
  }

  validation {
    condition     = var.network.vlan_id == null || try(var.network.vlan_id >= 1 && var.network.vlan_id <= 4094 && floor(var.network.vlan_id) == var.network.vlan_id, false)
    error_message = "The VLAN must be a whole number from 1 to 4094."
  }

  validation {
    condition     = var.network.gateway == null || can(cidrnetmask("${var.network.gateway}/32"))
    error_message = "The gateway must be an IPv4 address without a prefix."
  }

  validation {
    condition     = can(regex("^[A-Za-z][A-Za-z0-9_.]{0,14}$", var.network.bridge))
    error_message = "The bridge must be the name of a network interface, of at most 15 characters."
  }

  validation {
    condition     = var.network.mac_address == null || can(regex("^[0-9A-Fa-f][02468ACEace](:[0-9A-Fa-f]{2}){5}$", var.network.mac_address))
    error_message = "The MAC address must be a unicast one such as BC:24:11:00:00:01."
  }
}
<%# firewall %>

variable "firewall_ports" {
  description = "TCP ports that the firewall lets in."
  type        = set(number)
  default     = [<%# ports %><% . %><%^ last %>, <%/ last %><%/ ports %>]
  nullable    = false

  validation {
    condition     = alltrue([for port in var.firewall_ports : port >= 1 && port <= 65535 && floor(port) == port])
    error_message = "A port must be a whole number from 1 to 65535."
  }
}

variable "firewall_source" {
  description = "Network that the ports are open for; null for any."
  type        = string
  default     = null

  validation {
    condition     = var.firewall_source == null || can(cidrhost(var.firewall_source, 0))
    error_message = "The source must be a network such as 192.0.2.0/24."
  }
}
<%/ firewall %>

variable "dns" {
  description = "Name servers and search domain; null for those of the node."
  type = object({
    domain  = optional(string)
    servers = list(string)
  })
  default = null

  validation {
    condition = try(alltrue([
      for server in var.dns.servers : can(cidrnetmask("${server}/32")) || can(cidrhost("${server}/128", 0))
    ]), var.dns == null)
    error_message = "A name server must be an IP address."
  }

  validation {
    condition     = try(var.dns.domain == null || can(regex("^[a-z0-9-]+(\\.[a-z0-9-]+)*$", var.dns.domain)), true)
    error_message = "The search domain must be a domain name in lower case."
  }
}

variable "ssh_public_keys" {
  description = "Public keys for the root account, set when the container is made; no password is set."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.ssh_public_keys) > 0
    error_message = "At least one public key is required: no password is set."
  }

  validation {
    condition     = alltrue([for key in var.ssh_public_keys : can(regex("^(ssh|ecdsa|sk)-[^ ]+ [A-Za-z0-9+/]+=*( [^\n]*)?$", key))])
    error_message = "Every key must be an OpenSSH public key on one line."
  }
}

variable "tags" {
  description = "Tags, in lower case."
  type        = set(string)
  default     = [<%# tags %>"<% . %>"<%^ last %>, <%/ last %><%/ tags %>]
  nullable    = false

  validation {
    condition     = alltrue([for tag in var.tags : can(regex("^[a-z0-9_][a-z0-9_+.-]*$", tag))])
    error_message = "Proxmox VE stores tags in lower case, without spaces."
  }
}
