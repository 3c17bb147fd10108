import type { Field } from './field.ts';

export interface AllowedMentions {
  parse: ('roles' | 'users' | 'everyone')[];
  users: string[];
  roles: string[];
  repliedUser: boolean;
}

const ALLOW_ALL: AllowedMentions = {
  parse: ['roles', 'users', 'everyone'],
  users: [],
  roles: [],
  repliedUser: true,
};

/** Without `allowed_mentions` everything pings, as on Discord. */
export function readAllowedMentions(field: Field): AllowedMentions {
  if (!field.isPresent) return ALLOW_ALL;
  if (!field.object()) return ALLOW_ALL;
  const parse = field
    .key('parse')
    .list()
    .map((item) => item.choice(['roles', 'users', 'everyone'] as const, true))
    .filter((item) => item !== undefined);
  const users = readIds(field.key('users'));
  const roles = readIds(field.key('roles'));
  for (const [kind, ids] of [
    ['users', users],
    ['roles', roles],
  ] as const)
    if (parse.includes(kind) && ids.length > 0)
      field.addError(
        'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
        `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
      );
  return { parse, users, roles, repliedUser: field.key('replied_user').bool() ?? false };
}

function readIds(field: Field): string[] {
  return field
    .list({ max: 100 })
    .map((item) => item.snowflake(true))
    .filter((id) => id !== undefined);
}
