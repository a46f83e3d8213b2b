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

run "takes_what_every_version_takes" {
  command = plan

  variables {
    images = {
      "debian.img" = {
        url      = "https://images.example/debian.qcow2"
        checksum = sha512("debian")
      }
    }
  }

  assert {
    condition     = proxmox_download_file.this["debian.img"].content_type == "iso"
    error_message = "A .img must lie among the ISO images."
  }
}

run "rejects_an_ending_of_another_type" {
  command = plan

  variables {
    images = {
      "debian.img" = {
        content_type = "import"
        url          = "https://images.example/debian.qcow2"
        checksum     = sha512("debian")
      }
    }
  }

  expect_failures = [var.images]
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
