output "vm_id" {
  description = "Identifier of the container."
  value       = module.<% snake(name) %>.vm_id
}

output "ipv4" {
  description = "IPv4 addresses, by interface."
  value       = module.<% snake(name) %>.ipv4
}
