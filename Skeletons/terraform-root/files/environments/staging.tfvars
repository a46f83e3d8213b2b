environment = "staging"
<%# is.provider.aws %>
account_id  = "<% account %>"
<%/ is.provider.aws %>
<%# is.provider.proxmox %>
endpoint    = "<% endpoint %>"
<%# module %>

containers = {}
<%/ module %>
<%/ is.provider.proxmox %>
