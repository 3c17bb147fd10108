# Destroys: secret versions, whole secrets, guild keys. Cannot read a secret.
path "kv/destroy/tenants/+/db/*" {
  capabilities = ["update"]
}

path "kv/metadata/tenants/+/db/*" {
  capabilities = ["delete"]
}

# read tells whether a key is still there (never the key itself).
path "transit/keys/+" {
  capabilities = ["read", "delete"]
}

path "transit/keys/+/config" {
  capabilities = ["update"]
}

# The sessions' key outlives every guild.
path "transit/keys/vektra-sessions" {
  capabilities = ["deny"]
}

path "transit/keys/vektra-sessions/config" {
  capabilities = ["deny"]
}
