variable "environment" {
  description = "Environment that is planned and applied."
  type        = string
  nullable    = false

  validation {
    condition     = contains([<%# environments %>"<% . %>"<%^ last %>, <%/ last %><%/ environments %>], var.environment)
    error_message = "The environment must be one that environments/ holds."
  }
}
<%# is.provider.aws %>

variable "account_id" {
  description = "AWS account that the provider may touch, and no other."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "The account must have twelve digits."
  }
}

variable "region" {
  description = "AWS region."
  type        = string
  default     = "<% region %>"
  nullable    = false
}
<%/ is.provider.aws %>
<%# is.provider.proxmox %>

variable "endpoint" {
  description = "Address of the Proxmox VE API."
  type        = string
  nullable    = false

  validation {
    condition     = startswith(var.endpoint, "https://")
    error_message = "The address must start with https."
  }
}
<%# module %>

variable "containers" {
  description = "Containers by host name; one that is taken away is destroyed."
  type = map(object({
    node_name     = optional(string, "<% node %>")
    vm_id         = optional(number)
    cores         = optional(number)
    memory_mb     = optional(number)
    start_on_boot = optional(bool)
    protection    = optional(bool)
    tags          = optional(set(string), [])
    disk = optional(object({
      datastore_id = optional(string)
      size_gb      = optional(number)
    }))
    network = optional(object({
      bridge  = optional(string)
      address = optional(string, "dhcp")
      gateway = optional(string)
      vlan_id = optional(number)
    }), {})
  }))
  default  = {}
  nullable = false
}

variable "node_versions" {
  description = "Versions of Proxmox VE on the nodes: they decide which images can be used."
  type = list(object({
    name    = string
    version = string
  }))
  default  = []
  nullable = false
}

variable "ssh_public_keys" {
  description = "Public keys for every guest's account: root in containers, ansible on machines."
  type        = list(string)
  default     = []
  nullable    = false
}
<%/ module %>
<%# vm_module %>

variable "machines" {
  description = "Virtual machines by host name; one that is taken away is destroyed."
  type = map(object({
    node_name     = optional(string, "<% node %>")
    vm_id         = optional(number)
    cores         = optional(number)
    memory_mb     = optional(number)
    start_on_boot = optional(bool)
    protection    = optional(bool)
    tags          = optional(set(string), [])
    disk = optional(object({
      datastore_id = optional(string)
      size_gb      = optional(number)
    }))
    network = optional(object({
      bridge  = optional(string)
      address = optional(string, "dhcp")
      gateway = optional(string)
      vlan_id = optional(number)
    }), {})
  }))
  default  = {}
  nullable = false
}
<%# is.vm_source.image %>

variable "image" {
  description = "Cloud image of every machine; the checksum pins the content."
  type = object({
    url                = string
    checksum           = string
    checksum_algorithm = optional(string, "sha512")
  })
  default = null

  validation {
    condition     = var.image != null || length(var.machines) == 0
    error_message = "Machines need an image."
  }
}
<%/ is.vm_source.image %>
<%^ module %>

variable "node_versions" {
  description = "Versions of Proxmox VE on the nodes: they decide which images can be used."
  type = list(object({
    name    = string
    version = string
  }))
  default  = []
  nullable = false
}

variable "ssh_public_keys" {
  description = "Public keys for every guest's account: root in containers, ansible on machines."
  type        = list(string)
  default     = []
  nullable    = false
}
<%/ module %>
<%/ vm_module %>
<%/ is.provider.proxmox %>
