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
