variable "region" {
  description = "Where the numbers are to be."
  type        = string
  default     = "MU"
}

output "title" {
  value = "Support line in ${provider::greenvn::region_name(var.region)}"
}
