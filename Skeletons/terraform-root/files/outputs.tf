output "environment" {
  description = "Environment that the state belongs to."
  value       = terraform_data.environment.triggers_replace
}
<%# is.provider.proxmox %>
<%# module %>

output "containers" {
  description = "Identifiers of the containers, by host name."
  value       = { for name, container in module.containers : name => container.vm_id }
}
<%/ module %>
<%# vm_module %>

output "machines" {
  description = "Identifiers of the virtual machines, by host name."
  value       = { for name, machine in module.machines : name => machine.vm_id }
}
<%/ vm_module %>
<%/ is.provider.proxmox %>
