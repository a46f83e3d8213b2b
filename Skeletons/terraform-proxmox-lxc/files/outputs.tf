output "vm_id" {
  description = "Identifier of the container."
  value       = proxmox_virtual_environment_container.this.vm_id
}

output "name" {
  description = "Host name of the container."
  value       = var.name
}

output "address" {
  description = "IPv4 address that was given, without its prefix; null with DHCP."
  value       = var.network.address == "dhcp" ? null : split("/", var.network.address)[0]
}

output "login" {
  description = "Account that the public keys open."
  value       = "root"
}

output "node_name" {
  description = "Node that runs the container."
  value       = proxmox_virtual_environment_container.this.node_name
}

output "ipv4" {
  description = "IPv4 addresses, by interface."
  value       = proxmox_virtual_environment_container.this.ipv4
}
