mock_provider "aws" {}

variables {
  name = "example-bucket"
}

run "defaults" {
  command = plan

  assert {
    condition     = aws_s3_bucket_versioning.this.versioning_configuration[0].status == "Enabled"
    error_message = "Versioning must be enabled."
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.this.restrict_public_buckets
    error_message = "Public access must be blocked."
  }

  assert {
    condition     = local.sse_algorithm == "AES256"
    error_message = "Without a key S3 must manage the encryption."
  }
}

run "encrypts_with_a_key" {
  command = plan

  variables {
    kms_key_arn = "arn:aws:kms:<% region %>:123456789012:key/0b1c2d3e-0000-4000-8000-000000000000"
  }

  assert {
    condition     = local.sse_algorithm == "aws:kms"
    error_message = "A key must turn on encryption with KMS."
  }
}

run "applies" {
  assert {
    condition     = output.bucket_id != "" && output.bucket_arn != ""
    error_message = "The bucket must have an id and an ARN."
  }
}

run "rejects_a_bad_name" {
  command = plan

  variables {
    name = "Bad_Name"
  }

  expect_failures = [var.name]
}

run "rejects_an_alias_for_a_key" {
  command = plan

  variables {
    kms_key_arn = "alias/backup"
  }

  expect_failures = [var.kms_key_arn]
}

run "rejects_no_days" {
  command = plan

  variables {
    noncurrent_days = 0
  }

  expect_failures = [var.noncurrent_days]
}
