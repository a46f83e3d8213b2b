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
    <%> connection.tf %>
<%# is.module_template.existing %>
    template_file_id = optional(string)
<%/ is.module_template.existing %>
<%# is.module_template.download %>
    template = optional(object({
      <%> download.tf %>
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
    <%> download.tf %>
  })
  default = null

  validation {
    condition     = var.template != null || alltrue([for each in values(var.containers) : each.template != null])
    error_message = "Containers need a template."
  }
}
<%/ is.module_template.download %>

<%> guests.tf %>
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
    <%> connection.tf %>
<%# is.vm_source.image %>
    image = optional(object({
      <%> download.tf %>
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
    <%> download.tf %>
  })
  default = null

  validation {
    condition     = var.image != null || alltrue([for each in values(var.machines) : each.image != null])
    error_message = "Machines need an image."
  }
}
<%/ is.vm_source.image %>
<%^ module %>

<%> guests.tf %>
<%/ module %>
<%/ vm_module %>
<%/ is.provider.proxmox %>
