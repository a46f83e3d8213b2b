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
    condition     = var.vm_id == null || try(var.vm_id >= 100 && var.vm_id <= 999999999, false)
    error_message = "The identifier must be from 100 to 999999999."
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

variable "on_boot" {
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
    condition     = var.startup.order >= 0 && var.startup.up_delay_seconds >= 0
    error_message = "Order and delay must not be negative."
  }
}

<%# is.source.image %>
variable "image" {
  description = "Cloud image that the node downloads; the checksum pins the content."
  type = object({
    url                = string
    file_name          = string
    checksum           = string
    checksum_algorithm = optional(string, "sha512")
    datastore_id       = optional(string, "<% image_datastore %>")
  })
  nullable = false

  validation {
    condition     = can(regex("\\.(qcow2|raw|vmdk)$", var.image.file_name))
    error_message = "The file name must end in .qcow2, .raw or .vmdk: Proxmox VE tells the format by it."
  }

  validation {
    condition = try(
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
    condition     = var.template.vm_id >= 100
    error_message = "The identifier of the template must be at least 100."
  }
}
<%/ is.source.clone %>

variable "cores" {
  description = "Number of CPU cores."
  type        = number
  default     = <% cores %>
  nullable    = false

  validation {
    condition     = var.cores >= 1 && floor(var.cores) == var.cores
    error_message = "The number of cores must be a whole number of at least 1."
  }
}

variable "memory_mb" {
  description = "Memory in MiB."
  type        = number
  default     = <% memory %>
  nullable    = false

  validation {
    condition     = var.memory_mb >= 64
    error_message = "The memory must be at least 64 MiB."
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
    condition     = var.disk.size_gb >= 1
    error_message = "The boot disk must have at least 1 GiB."
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
    condition     = alltrue([for interface, disk in var.disks : can(regex("^scsi([1-9]|[12][0-9]|30)$", interface)) && disk.size_gb >= 1])
    error_message = "A disk needs an interface from scsi1 to scsi30 and at least 1 GiB."
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
    condition     = var.network.address == "dhcp" || can(cidrhost(var.network.address, 0))
    error_message = "The address must be dhcp, or an IPv4 address with its prefix such as 192.0.2.10/24."
  }

  validation {
    condition     = var.network.address != "dhcp" || var.network.gateway == null
    error_message = "A gateway must not be set when the address is dhcp."
  }

  validation {
    condition     = var.network.vlan_id == null || try(var.network.vlan_id >= 1 && var.network.vlan_id <= 4094, false)
    error_message = "The VLAN must be from 1 to 4094."
  }
}
<%# firewall %>

variable "firewall_ports" {
  description = "TCP ports that the firewall lets in."
  type        = set(number)
  default     = [<%# ports %><% . %><%^ last %>, <%/ last %><%/ ports %>]
  nullable    = false

  validation {
    condition     = alltrue([for port in var.firewall_ports : port >= 1 && port <= 65535])
    error_message = "A port must be from 1 to 65535."
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
}

variable "user" {
  description = "Account that cloud-init creates, with its public keys; no password is set."
  type = object({
    name = optional(string, "<% user %>")
    keys = list(string)
  })
  nullable = false

  validation {
    condition     = can(regex("^[a-z_][a-z0-9_-]{0,31}$", var.user.name))
    error_message = "The name of the account must be a valid Linux user name."
  }

  validation {
    condition     = length(var.user.keys) > 0
    error_message = "At least one public key is required: no password is set."
  }

  validation {
    condition     = alltrue([for key in var.user.keys : can(regex("^(ssh|ecdsa|sk)-[^ ]+ [A-Za-z0-9+/=]+( .*)?$", key))])
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
