<%# is.provider.none %>
output "id" {
  description = "Name that the resources of the service start with."
  value       = terraform_data.this.output.id
}

output "tags" {
  description = "Tags for the resources of the service."
  value       = terraform_data.this.output.tags
}
<%/ is.provider.none %>
<%# is.provider.aws %>
output "bucket_arn" {
  description = "ARN of the bucket."
  value       = aws_s3_bucket.this.arn
}

output "bucket_id" {
  description = "Name of the bucket."
  value       = aws_s3_bucket.this.id
}
<%/ is.provider.aws %>
<%# is.provider.proxmox %>
output "image_ids" {
  description = "Identifiers of the images in the datastore, by file name."
  value       = { for name, image in proxmox_download_file.this : name => image.id }
}
<%/ is.provider.proxmox %>
