output "environment" {
  description = "Environment that the state belongs to."
  value       = terraform_data.environment.triggers_replace
}
<%# module %>
<%# is.provider.proxmox %>

output "containers" {
  description = "Identifiers of the containers, by host name."
  value       = { for name, container in module.containers : name => container.vm_id }
}
<%/ is.provider.proxmox %>
<%/ module %>
