variable "ssh_public_keys" {
  description = "Public keys for the root account."
  type        = list(string)
  nullable    = false
}
<%# is.template.download %>

variable "template_checksum" {
  description = "SHA-512 of the template, as pveam shows it."
  type        = string
  nullable    = false
}
<%/ is.template.download %>
