variable "ssh_public_keys" {
  description = "Public keys for the account that cloud-init creates."
  type        = list(string)
  nullable    = false
}
<%# is.source.image %>

variable "image_checksum" {
  description = "SHA-512 of the image, from the list of checksums beside it."
  type        = string
  nullable    = false
}
<%/ is.source.image %>
