variable "drivers" {
  description = "Phone numbers as people type them."
  type        = map(string)
  default = {
    asha  = "098765 43210"
    vikas = "0091 98765-43211"
  }
}

output "drivers" {
  value = { for name, number in var.drivers : name => provider::greenvn::e164(number) }
}
