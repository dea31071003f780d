import {
  to = greenvn_account_settings.this
  identity = {
    account_sid = "exotel1"
  }
}
