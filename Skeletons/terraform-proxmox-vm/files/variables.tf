variable "name" {
  description = "Name and host name of the virtual machine."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", var.name))
    error_message = "The name must be a valid DNS label."
  }
}

variable "node_name" {
  description = "Name of the Proxmox VE node that runs the virtual machine."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?$", var.node_name))
    error_message = "The node name must be a valid host name."
  }
}

variable "vm_id" {
  description = "Identifier of the virtual machine; null lets Proxmox VE choose."
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
  description = "Notes that Proxmox VE shows for the virtual machine."
  type        = string
  default     = "Managed by Terraform"
  nullable    = false
}

variable "pool_id" {
  description = "Resource pool of the virtual machine; null for none."
  type        = string
  default     = null

  validation {
    condition     = var.pool_id == null || can(regex("^[A-Za-z0-9][A-Za-z0-9._/-]*$", var.pool_id))
    error_message = "The pool must be a name of letters, digits, dots, underscores and hyphens."
  }
}

variable "protection" {
  description = "Whether Proxmox VE refuses to remove the virtual machine and its disks."
  type        = bool
  default     = false
  nullable    = false
}

variable "started" {
  description = "Whether the virtual machine runs."
  type        = bool
  default     = true
  nullable    = false
}

variable "start_on_boot" {
  description = "Whether the virtual machine starts with its node."
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

<%# is.source.image %>
variable "image" {
  description = "Cloud image that the node downloads, pinned by its checksum; or the file_id of one that is there."
  type = object({
    url                = optional(string)
    file_name          = optional(string)
    checksum           = optional(string)
    checksum_algorithm = optional(string, "sha512")
    datastore_id       = optional(string, "<% image_datastore %>")
    file_id            = optional(string)
  })
  nullable = false

  validation {
    condition     = (var.image.url == null) != (var.image.file_id == null)
    error_message = "An image has a url to download it from, or the file_id of one that is there."
  }

  validation {
    condition     = var.image.file_id == null || can(regex("^[A-Za-z0-9_.-]+:(import|iso)/[A-Za-z0-9._+-]+$", var.image.file_id))
    error_message = "An image that is there is DATASTORE:import/FILE or DATASTORE:iso/FILE."
  }

  validation {
    condition     = var.image.url == null || can(regex("^[A-Za-z0-9][A-Za-z0-9._+-]*\\.(img|qcow2|raw|vmdk)$", coalesce(var.image.file_name, basename(var.image.url))))
    error_message = "The file name must end in .img, .qcow2, .raw or .vmdk."
  }

  validation {
    condition     = var.image.url == null || try(startswith(var.image.url, "https://"), false)
    error_message = "The image must be downloaded by https."
  }

  validation {
    condition = var.image.url == null || try(
      can(regex("^[0-9a-f]+$", var.image.checksum)) &&
      length(var.image.checksum) == { sha256 = 64, sha512 = 128 }[var.image.checksum_algorithm],
      false
    )
    error_message = "The checksum must be the hexadecimal digest of a sha256 or sha512 algorithm."
  }
}
<%/ is.source.image %>
<%# is.source.clone %>
variable "template" {
  description = "Template to clone; its node where that is another one."
  type = object({
    vm_id     = optional(number, <% template %>)
    node_name = optional(string)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.template.vm_id >= 100 && var.template.vm_id <= 999999999 && floor(var.template.vm_id) == var.template.vm_id
    error_message = "The identifier of the template must be a whole number from 100 to 999999999."
  }
}
<%/ is.source.clone %>

variable "cores" {
  description = "Number of CPU cores."
  type        = number
  default     = <% cores %>
  nullable    = false

  validation {
    condition     = var.cores >= 1 && var.cores <= 512 && floor(var.cores) == var.cores
    error_message = "The number of cores must be a whole number from 1 to 512."
  }
}

variable "memory_mb" {
  description = "Memory in MiB."
  type        = number
  default     = <% memory %>
  nullable    = false

  validation {
    condition     = var.memory_mb >= 64 && var.memory_mb <= 4194304 && floor(var.memory_mb) == var.memory_mb
    error_message = "The memory must be a whole number of MiB, from 64 to 4194304."
  }
}

variable "cpu_type" {
  description = "CPU type; host is faster and binds the machine to equal nodes."
  type        = string
  default     = "<% cpu %>"
  nullable    = false

  validation {
    condition     = contains(["host", "x86-64-v2-AES", "x86-64-v3", "x86-64-v4"], var.cpu_type)
    error_message = "The CPU type must be host, x86-64-v2-AES, x86-64-v3 or x86-64-v4."
  }
}

variable "disk" {
  description = "Boot disk; it can grow, never shrink."
  type = object({
    datastore_id = optional(string, "<% datastore %>")
    size_gb      = optional(number, <% disk %>)
    ssd          = optional(bool, true)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.disk.size_gb >= 1 && floor(var.disk.size_gb) == var.disk.size_gb
    error_message = "The boot disk must have a whole number of GiB, at least 1."
  }

  validation {
    condition     = can(regex("^[A-Za-z][A-Za-z0-9_.-]*[A-Za-z0-9]$", var.disk.datastore_id))
    error_message = "The datastore must be a name that Proxmox VE can have."
  }
}
<%# disks %>

variable "disks" {
  description = "More disks, by their interface from scsi1 to scsi30."
  type = map(object({
    datastore_id = optional(string, "<% datastore %>")
    size_gb      = number
    backup       = optional(bool, true)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for interface, disk in var.disks : can(regex("^scsi([1-9]|[12][0-9]|30)$", interface)) && disk.size_gb >= 1 && floor(disk.size_gb) == disk.size_gb])
    error_message = "A disk needs an interface from scsi1 to scsi30 and a whole number of GiB, at least 1."
  }
}
<%/ disks %>

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

variable "user" {
  description = "Account that cloud-init creates; no password is set."
  type        = string
  default     = "<% user %>"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z_][a-z0-9_-]{0,31}$", var.user)) && var.user != "root"
    error_message = "The account must be a valid Linux user name other than root."
  }
}

variable "ssh_public_keys" {
  description = "Public keys for the account; no password is set."
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
<%# user_data %>

variable "packages" {
  description = "Packages that cloud-init installs at the first boot."
  type        = list(string)
  default     = [<%# packages %>"<% . %>"<%^ last %>, <%/ last %><%/ packages %>]
  nullable    = false

  validation {
    condition     = alltrue([for package in var.packages : can(regex("^[a-z0-9][a-z0-9.+-]*$", package))])
    error_message = "A package must be a name without version or option."
  }
}

variable "snippets_datastore_id" {
  description = "Datastore that keeps the user-data file; it must allow snippets."
  type        = string
  default     = "<% snippets_datastore %>"
  nullable    = false
}
<%/ user_data %>

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
