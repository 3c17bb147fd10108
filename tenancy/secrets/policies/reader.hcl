# Opens what is stored: a guild's own database, sealed sessions and parked demos.
path "kv/data/tenants/+/db/*" {
  capabilities = ["read"]
}

# update, never create: with create, sealing under an erased key would make the key anew.
path "transit/encrypt/guild-*" {
  capabilities = ["update"]
}

path "transit/decrypt/guild-*" {
  capabilities = ["update"]
}

path "transit/encrypt/vektra-sessions" {
  capabilities = ["update"]
}

path "transit/decrypt/vektra-sessions" {
  capabilities = ["update"]
}

# Tells the check at start whether the process's own secret id may be used again; only who has a secret
# id can ask about it.
path "auth/approle/role/+/secret-id/lookup" {
  capabilities = ["update"]
}
