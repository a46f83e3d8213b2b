url                = string
file_name          = optional(string)
checksum           = string
checksum_algorithm = optional(string, "sha512")
datastore_id       = optional(string, "local")
node_name          = optional(string)
