output "vm_id" {
  description = "Identifier of the virtual machine."
  value       = module.<% snake(name) %>.vm_id
}
<%# agent %>

output "ipv4_addresses" {
  description = "IPv4 addresses by interface, from the guest agent."
  value       = module.<% snake(name) %>.ipv4_addresses
}
<%/ agent %>
