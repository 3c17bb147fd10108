import type { Migration } from '../types.ts';

/** Dashboard sessions. The cookie's value is kept only as a hash, Discord's tokens only sealed. */
export const migration: Migration = {
  version: 3,
  name: 'sessions',
  up: () => [
    `CREATE TABLE sessions (
       id_hash bytea PRIMARY KEY,
       user_id bigint NOT NULL,
       user_name text NOT NULL,
       user_avatar text,
       sealed_tokens text NOT NULL,
       tokens_expire_at bigint NOT NULL,
       created_at bigint NOT NULL,
       expires_at bigint NOT NULL
     )`,
    'CREATE INDEX sessions_by_user ON sessions (user_id)',
    'CREATE INDEX sessions_by_expiry ON sessions (expires_at)',
  ],
};
