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
    description   = optional(string)
    pool_id       = optional(string)
    cores         = optional(number)
    memory_mb     = optional(number)
    swap_mb       = optional(number)
    features      = optional(set(string))
    os_type       = optional(string)
    started       = optional(bool)
    start_on_boot = optional(bool)
    protection    = optional(bool)
    tags          = optional(set(string), [])
    disk = optional(object({
      datastore_id = optional(string)
      size_gb      = optional(number)
    }))
    network = optional(object({
      bridge      = optional(string)
      address     = optional(string, "dhcp")
      gateway     = optional(string)
      vlan_id     = optional(number)
      mac_address = optional(string)
    }), {})
    dns = optional(object({
      domain  = optional(string)
      servers = optional(list(string), [])
    }))
    startup = optional(object({
      order            = optional(number)
      up_delay_seconds = optional(number)
    }))
<%# is.module_template.existing %>
    template_file_id = optional(string)
<%/ is.module_template.existing %>
<%# is.module_template.download %>
    template = optional(object({
      url                = string
      file_name          = optional(string)
      checksum           = string
      checksum_algorithm = optional(string, "sha512")
      datastore_id       = optional(string, "local")
      node_name          = optional(string)
    }))
<%/ is.module_template.download %>
<%# module_mounts %>
    mount_points = optional(map(object({
      datastore_id = optional(string)
      size_gb      = number
      backup       = optional(bool)
    })))
<%/ module_mounts %>
<%# module_firewall %>

    firewall_ports  = optional(set(number))
    firewall_source = optional(string)
<%/ module_firewall %>
  }))
  default  = {}
  nullable = false
}
<%# is.module_template.download %>

variable "template" {
  description = "Template of every container that names none; the checksum pins the content."
  type = object({
    url                = string
    file_name          = optional(string)
    checksum           = string
    checksum_algorithm = optional(string, "sha512")
    datastore_id       = optional(string, "local")
    node_name          = optional(string)
  })
  default = null

  validation {
    condition     = var.template != null || alltrue([for each in values(var.containers) : each.template != null])
    error_message = "Containers need a template."
  }
}
<%/ is.module_template.download %>

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
    description   = optional(string)
    pool_id       = optional(string)
    cores         = optional(number)
    cpu_type      = optional(string)
    memory_mb     = optional(number)
    user          = optional(string)
    started       = optional(bool)
    start_on_boot = optional(bool)
    protection    = optional(bool)
    tags          = optional(set(string), [])
    disk = optional(object({
      datastore_id = optional(string)
      size_gb      = optional(number)
      ssd          = optional(bool)
    }))
    network = optional(object({
      bridge      = optional(string)
      address     = optional(string, "dhcp")
      gateway     = optional(string)
      vlan_id     = optional(number)
      mac_address = optional(string)
    }), {})
    dns = optional(object({
      domain  = optional(string)
      servers = optional(list(string), [])
    }))
    startup = optional(object({
      order            = optional(number)
      up_delay_seconds = optional(number)
    }))
<%# is.vm_source.image %>
    image = optional(object({
      url                = string
      file_name          = optional(string)
      checksum           = string
      checksum_algorithm = optional(string, "sha512")
      datastore_id       = optional(string, "local")
      node_name          = optional(string)
    }))
<%/ is.vm_source.image %>
<%# is.vm_source.clone %>
    template = optional(object({
      vm_id     = optional(number)
      node_name = optional(string)
    }))
<%/ is.vm_source.clone %>
<%# vm_disks %>
    disks = optional(map(object({
      datastore_id = optional(string)
      size_gb      = number
      backup       = optional(bool)
    })))
<%/ vm_disks %>
<%# vm_user_data %>

    packages              = optional(list(string))
    snippets_datastore_id = optional(string)
<%/ vm_user_data %>
<%# vm_firewall %>

    firewall_ports  = optional(set(number))
    firewall_source = optional(string)
<%/ vm_firewall %>
  }))
  default  = {}
  nullable = false
}
<%# is.vm_source.image %>

variable "image" {
  description = "Cloud image of every machine that names none; the checksum pins the content."
  type = object({
    url                = string
    file_name          = optional(string)
    checksum           = string
    checksum_algorithm = optional(string, "sha512")
    datastore_id       = optional(string, "local")
    node_name          = optional(string)
  })
  default = null

  validation {
    condition     = var.image != null || alltrue([for each in values(var.machines) : each.image != null])
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
