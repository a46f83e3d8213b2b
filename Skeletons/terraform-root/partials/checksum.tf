precondition {
  condition     = try(can(regex("^[0-9a-f]+$", each.value[0].checksum)) && length(each.value[0].checksum) == { sha256 = 64, sha512 = 128 }[each.value[0].checksum_algorithm], false)
  error_message = "The checksum must be the hexadecimal digest of a sha256 or sha512 algorithm."
}
