<%# is.provider.none %>
locals {
  id = join("-", compact([var.namespace, var.environment, var.name]))

  tags = merge(var.tags, {
    environment = var.environment
    name        = local.id
  })
}

# Kept in the state, so that a plan shows a changed name before whatever uses it.
resource "terraform_data" "this" {
  input = {
    id   = local.id
    tags = local.tags
  }
}
<%/ is.provider.none %>
<%# is.provider.aws %>
locals {
  kms_master_key_id = var.kms_key_arn
  sse_algorithm     = var.kms_key_arn == null ? "AES256" : "aws:kms"
}

resource "aws_s3_bucket" "this" {
  bucket = var.name
  tags   = var.tags
}

resource "aws_s3_bucket_public_access_block" "this" {
  bucket = aws_s3_bucket.this.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "this" {
  bucket = aws_s3_bucket.this.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    bucket_key_enabled = var.kms_key_arn != null

    apply_server_side_encryption_by_default {
      kms_master_key_id = local.kms_master_key_id
      sse_algorithm     = local.sse_algorithm
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  # Rules on noncurrent versions need versioning to be enabled first.
  bucket = aws_s3_bucket_versioning.this.bucket

  rule {
    id     = "expire-noncurrent"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = var.noncurrent_days
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}

resource "aws_s3_bucket_policy" "this" {
  # A policy is refused while the account still evaluates the public access block.
  bucket = aws_s3_bucket_public_access_block.this.bucket

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "DenyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.this.arn, "${aws_s3_bucket.this.arn}/*"]
      Condition = {
        Bool = {
          "aws:SecureTransport" = "false"
        }
      }
    }]
  })
}
<%/ is.provider.aws %>
<%# is.provider.proxmox %>
locals {
  # Proxmox VE tells by the ending too. A .img works in every version; an import wants 8.4.
  content_types = {
    for name, image in var.images : name => coalesce(
      image.content_type,
      can(regex("\\.(iso|img)$", name)) ? "iso" : can(regex("\\.tar\\.(gz|xz|zst)$", name)) ? "vztmpl" : "import"
    )
  }
}

resource "proxmox_download_file" "this" {
  for_each = var.images

  node_name          = var.node_name
  datastore_id       = var.datastore_id
  content_type       = local.content_types[each.key]
  file_name          = each.key
  url                = each.value.url
  checksum           = each.value.checksum
  checksum_algorithm = each.value.checksum_algorithm
  upload_timeout     = var.timeout_seconds

  # The checksum pins the content: a file that is there already is kept as it is.
  overwrite = false
}
<%/ is.provider.proxmox %>
