variables {
  name        = "web"
  environment = "<%# environments %><%# first %><% . %><%/ first %><%/ environments %><%^ environments %>prod<%/ environments %>"
}

run "joins_the_parts_of_the_name" {
  variables {
    namespace = "lab"
  }

  assert {
    condition     = output.id == "lab-${var.environment}-web"
    error_message = "The id must be namespace, environment and name."
  }
}

run "leaves_out_a_missing_namespace" {
  assert {
    condition     = output.id == "${var.environment}-web"
    error_message = "The id must hold no empty part."
  }
}

run "keeps_the_tags_of_the_caller" {
  variables {
    tags = {
      name  = "mine"
      owner = "ops"
    }
  }

  assert {
    condition     = output.tags["owner"] == "ops" && output.tags["name"] == output.id
    error_message = "Tags must be kept, and the name must be the module's."
  }
}

run "rejects_a_bad_name" {
  command = plan

  variables {
    name = "Web_1"
  }

  expect_failures = [var.name]
}

run "rejects_an_unknown_environment" {
  command = plan

  variables {
    environment = "Nowhere-1"
  }

  expect_failures = [var.environment]
}

run "rejects_a_long_namespace" {
  command = plan

  variables {
    namespace = "muchtoolongnamespace"
  }

  expect_failures = [var.namespace]
}
