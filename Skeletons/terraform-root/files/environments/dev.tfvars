environment = "dev"
<%# is.provider.aws %>
account_id  = "<% account %>"
<%/ is.provider.aws %>
<%# is.provider.proxmox %>
endpoint    = "<% endpoint %>"
<%# module %>

containers = {}

node_versions = [
<%# inventory.nodes %>
  { name = <% hcl(.name) %>, version = <% hcl(.version) %> },
<%/ inventory.nodes %>
]
<%/ module %>
<%# vm_module %>

machines = {}
<%^ module %>

node_versions = [
<%# inventory.nodes %>
  { name = <% hcl(.name) %>, version = <% hcl(.version) %> },
<%/ inventory.nodes %>
]
<%/ module %>
<%/ vm_module %>
<%/ is.provider.proxmox %>
