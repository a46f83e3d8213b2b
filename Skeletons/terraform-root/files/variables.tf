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
  description = "Containers by host name."
  type = map(object({
    node_name = optional(string, "<% node %>")
    vm_id     = optional(number)
    network = optional(object({
      address = optional(string, "dhcp")
      gateway = optional(string)
      vlan_id = optional(number)
    }), {})
  }))
  default  = {}
  nullable = false
}

variable "ssh_public_keys" {
  description = "Public keys for the root account of every container."
  type        = list(string)
  default     = []
  nullable    = false
}
<%/ module %>
<%/ is.provider.proxmox %>
