output "vm_id" {
  description = "Identifier of the container."
  value       = proxmox_virtual_environment_container.this.vm_id
}

output "name" {
  description = "Host name of the container."
  value       = var.name
}

output "node_name" {
  description = "Node that runs the container."
  value       = proxmox_virtual_environment_container.this.node_name
}

output "ipv4" {
  description = "IPv4 addresses, by interface."
  value       = proxmox_virtual_environment_container.this.ipv4
}
