mock_provider "proxmox" {}

variables {
  node_name = "<% node %>"

  images = {
    "debian.qcow2" = {
      url      = "https://images.example/debian.qcow2"
      checksum = sha512("debian")
    }
  }
}

run "downloads_each_image_once" {
  command = plan

  assert {
    condition     = proxmox_download_file.this["debian.qcow2"].content_type == "import"
    error_message = "An image must be one that disks can be imported from."
  }

  assert {
    condition     = !proxmox_download_file.this["debian.qcow2"].overwrite
    error_message = "An image that is there must be kept."
  }
}

run "applies" {
  assert {
    condition     = keys(output.image_ids) == ["debian.qcow2"]
    error_message = "Every image must have an identifier."
  }
}

run "rejects_an_insecure_url" {
  command = plan

  variables {
    images = {
      "debian.qcow2" = {
        url      = "http://images.example/debian.qcow2"
        checksum = sha512("debian")
      }
    }
  }

  expect_failures = [var.images]
}

run "rejects_a_short_checksum" {
  command = plan

  variables {
    images = {
      "debian.qcow2" = {
        url      = "https://images.example/debian.qcow2"
        checksum = "abc"
      }
    }
  }

  expect_failures = [var.images]
}

run "rejects_no_time" {
  command = plan

  variables {
    timeout_seconds = 0
  }

  expect_failures = [var.timeout_seconds]
}
