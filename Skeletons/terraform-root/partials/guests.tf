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
