output "vm_id" {
  description = "Identifier of the virtual machine."
  value       = proxmox_virtual_environment_vm.this.vm_id
}

output "name" {
  description = "Name of the virtual machine."
  value       = proxmox_virtual_environment_vm.this.name
}

output "address" {
  description = "IPv4 address that was given, without its prefix; null with DHCP."
  value       = var.network.address == "dhcp" ? null : split("/", var.network.address)[0]
}

output "login" {
  description = "Account that the public keys open."
  value       = var.user
}

output "node_name" {
  description = "Node that runs the virtual machine."
  value       = proxmox_virtual_environment_vm.this.node_name
}

output "mac_addresses" {
  description = "MAC addresses of the network devices."
  value       = proxmox_virtual_environment_vm.this.mac_addresses
}
<%# agent %>

output "ipv4_addresses" {
  description = "IPv4 addresses by interface, from the guest agent."
  value       = proxmox_virtual_environment_vm.this.ipv4_addresses
}
<%/ agent %>
