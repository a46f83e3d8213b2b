<%# is.provider.proxmox %>
mock_provider "proxmox" {}

variables {
  environment = "<%# environments %><%# first %><% . %><%/ first %><%/ environments %>"
  endpoint    = "<% endpoint %>"
}
<%/ is.provider.proxmox %>
<%# is.provider.aws %>
mock_provider "aws" {}

variables {
  environment = "<%# environments %><%# first %><% . %><%/ first %><%/ environments %>"
  account_id  = "<% account %>"
}
<%/ is.provider.aws %>
<%# is.provider.none %>
variables {
  environment = "<%# environments %><%# first %><% . %><%/ first %><%/ environments %>"
}
<%/ is.provider.none %>

run "knows_its_environment" {
  command = plan

  assert {
    condition     = terraform_data.environment.triggers_replace == var.environment
    error_message = "The state must remember its environment."
  }
}

run "rejects_an_unknown_environment" {
  command = plan

  variables {
    environment = "nowhere"
  }

  expect_failures = [var.environment]
}
<%# is.provider.aws %>

run "rejects_a_short_account" {
  command = plan

  variables {
    account_id = "42"
  }

  expect_failures = [var.account_id]
}
<%/ is.provider.aws %>
<%# is.provider.proxmox %>

run "rejects_an_insecure_endpoint" {
  command = plan

  variables {
    endpoint = "http://pve1.example:8006/"
  }

  expect_failures = [var.endpoint]
}
<%/ is.provider.proxmox %>
