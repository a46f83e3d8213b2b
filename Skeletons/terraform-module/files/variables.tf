<%# is.provider.none %>
variable "name" {
  description = "Name of the service."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$", var.name))
    error_message = "The name must have 1 to 40 lower-case letters, digits and hyphens."
  }
}

variable "environment" {
  description = "Environment that the service runs in."
  type        = string
  nullable    = false

  validation {
<%# environments %>
<%# first %>
    condition     = contains([<%/ first %>"<% . %>"<%^ last %>, <%/ last %><%# last %>], var.environment)
<%/ last %>
<%/ environments %>
<%^ environments %>
    condition     = can(regex("^[a-z][a-z0-9]*$", var.environment))
<%/ environments %>
    error_message = "<%# environments %><%# first %>The environment must be one of <%/ first %><% . %><%^ last %>, <%/ last %><%/ environments %><%^ environments %>The environment must have lower-case letters and digits only<%/ environments %>."
  }
}

variable "namespace" {
  description = "First part of every name, such as the team; null for none."
  type        = string
  default     = null

  validation {
    condition     = var.namespace == null || can(regex("^[a-z][a-z0-9]{0,11}$", var.namespace))
    error_message = "The namespace must have 1 to 12 lower-case letters and digits."
  }
}

variable "tags" {
  description = "Tags for every resource; name and environment are added."
  type        = map(string)
  default     = {}
  nullable    = false
}
<%/ is.provider.none %>
<%# is.provider.aws %>
variable "name" {
  description = "Name of the bucket, globally unique."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.name))
    error_message = "The name must be a valid S3 bucket name of 3 to 63 characters."
  }
}

variable "kms_key_arn" {
  description = "ARN of the KMS key that encrypts the objects; null for keys that S3 manages."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/", var.kms_key_arn))
    error_message = "The key must be the ARN of a KMS key, not an alias."
  }
}

variable "noncurrent_days" {
  description = "Days after which noncurrent object versions expire."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = var.noncurrent_days >= 1 && floor(var.noncurrent_days) == var.noncurrent_days
    error_message = "The number of days must be a whole number of at least 1."
  }
}

variable "tags" {
  description = "Tags for every resource."
  type        = map(string)
  default     = {}
  nullable    = false
}
<%/ is.provider.aws %>
<%# is.provider.proxmox %>
variable "node_name" {
  description = "Name of the Proxmox VE node that downloads the images."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?$", var.node_name))
    error_message = "The node name must be a valid host name."
  }
}

variable "datastore_id" {
  description = "Datastore that keeps the images."
  type        = string
  default     = "local"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z][A-Za-z0-9_.-]*[A-Za-z0-9]$", var.datastore_id))
    error_message = "The datastore must be a name that Proxmox VE can have."
  }
}

variable "images" {
  description = "Images by file name, whose ending decides what they are; the checksum pins the content."
  type = map(object({
    content_type       = optional(string)
    url                = string
    checksum           = string
    checksum_algorithm = optional(string, "sha512")
  }))
  nullable = false

  validation {
    condition     = alltrue([for image in values(var.images) : contains(["import", "iso", "vztmpl"], coalesce(image.content_type, "iso"))])
    error_message = "The content type must be import, iso or vztmpl."
  }

  validation {
    condition = alltrue([
      for name, image in var.images : can(regex({
        import = "^[A-Za-z0-9][A-Za-z0-9._+-]*\\.(qcow2|raw|vmdk|ova)$"
        iso    = "^[A-Za-z0-9][A-Za-z0-9._+-]*\\.(iso|img)$"
        vztmpl = "^[A-Za-z0-9][A-Za-z0-9._+-]*\\.tar\\.(gz|xz|zst)$"
        any    = "^[A-Za-z0-9][A-Za-z0-9._+-]*\\.(qcow2|raw|vmdk|ova|iso|img|tar\\.(gz|xz|zst))$"
      }[coalesce(image.content_type, "any")], name))
    ])
    error_message = "A file name must end as its content type wants: .qcow2, .raw, .vmdk or .ova to import, .iso or .img, .tar.gz, .tar.xz or .tar.zst."
  }

  validation {
    condition     = alltrue([for image in values(var.images) : startswith(image.url, "https://")])
    error_message = "Images must be downloaded by https."
  }

  validation {
    condition = alltrue([
      for image in values(var.images) : try(
        can(regex("^[0-9a-f]+$", image.checksum)) &&
        length(image.checksum) == { sha256 = 64, sha384 = 96, sha512 = 128 }[image.checksum_algorithm],
        false
      )
    ])
    error_message = "The checksum must be the hexadecimal digest of a sha256, sha384 or sha512 algorithm."
  }
}

variable "timeout_seconds" {
  description = "Seconds that one download may take."
  type        = number
  default     = 600
  nullable    = false

  validation {
    condition     = var.timeout_seconds >= 1 && floor(var.timeout_seconds) == var.timeout_seconds
    error_message = "The timeout must be a whole number of seconds, at least 1."
  }
}
<%/ is.provider.proxmox %>
