variable "webhook_key" {
  type      = string
  sensitive = true
}

resource "greenvn_account_settings" "this" {
  timezone              = "IST"
  max_deallocation_time = "90d"

  greencall_complete_event_endpoint = "https://hooks.example.com/calls?key=${var.webhook_key}"
}

# It relies on the account's longest life, which is its own as long as it declares none.
resource "greenvn_allocation" "driver_42" {
  connection_id  = "driver-42"
  aparty_numbers = ["+919876543210"]
  bparty_numbers = ["+919812345678"]

  depends_on = [greenvn_account_settings.this]
}
