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
<%# module %>

run "passes_on_what_a_container_asks_for" {
  command = plan

  variables {
    ssh_public_keys = ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGVuaXRldHkgZm9yIHRlc3Rpbmcgb25seSEhISEh ops@example"]

    containers = {
      web = {
        vm_id = 102
<%# module_mounts %>

        mount_points = {
          "/srv" = {
            size_gb = 16
          }
        }
<%/ module_mounts %>
      }
    }
<%# is.module_template.download %>

    template = {
      url      = "https://images.example/debian-12.tar.zst"
      checksum = sha512("template")
    }
<%/ is.module_template.download %>
  }

  assert {
    condition     = output.containers["web"] == 102
    error_message = "The container must have the identifier that was asked for."
  }
}
<%/ module %>
<%# vm_module %>

run "passes_on_what_a_machine_asks_for" {
  command = plan

  variables {
    ssh_public_keys = ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGVuaXRldHkgZm9yIHRlc3Rpbmcgb25seSEhISEh ops@example"]

    machines = {
      db = {
        vm_id = 210
<%# vm_disks %>

        disks = {
          scsi1 = {
            size_gb = 32
          }
        }
<%/ vm_disks %>
      }
    }
<%# is.vm_source.image %>

    image = {
      url      = "https://images.example/debian.qcow2"
      checksum = sha512("image")
    }
<%/ is.vm_source.image %>
  }

  assert {
    condition     = output.machines["db"] == 210
    error_message = "The machine must have the identifier that was asked for."
  }
}
<%/ vm_module %>
<%/ is.provider.proxmox %>
