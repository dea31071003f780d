variable "office" {
  description = "The office's own number, however it is written."
  type        = string
  default     = "080 4620 5827"
}

variable "callers" {
  description = "Numbers that may call."
  type        = set(string)
  default     = ["+918046205827", "+919876543210"]
}

output "outside_callers" {
  value = [for number in var.callers : number if !provider::greenvn::same_number(number, var.office)]
}
