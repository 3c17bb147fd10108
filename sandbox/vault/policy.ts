import type { Capability, Rule } from './types.ts';

const block = /path\s+"([^"]+)"\s*\{\s*capabilities\s*=\s*\[([^\]]*)\]\s*\}/g;
const known: string[] = ['create', 'read', 'update', 'delete', 'list', 'sudo', 'deny'];

/**
 * Reads the part of Vault's policy language that we use: `path "…" { capabilities = […] }`.
 * @throws Error on anything else, so that a typing slip is not silently a missing permission.
 */
export function parsePolicy(text: string): Rule[] {
  const bare = text.replace(/^\s*(#|\/\/).*$/gm, '');
  const rules = [...bare.matchAll(block)].map((match): Rule => {
    const capabilities = [...(match[2] ?? '').matchAll(/"([^"]*)"/g)].map((word) => word[1] ?? '');
    for (const word of capabilities) {
      if (!known.includes(word)) throw new Error(`unknown capability ${word}`);
    }
    return { path: match[1] ?? '', capabilities: capabilities as Capability[] };
  });
  if (bare.replace(block, '').trim() !== '') throw new Error('policy not understood');
  return rules;
}

/** Capabilities of a token on a path. The most specific rule wins; equal rules are united; deny wins. */
export function capabilitiesOn(rules: Rule[], path: string): Set<Capability> {
  const matching = rules.filter((rule) => matches(rule.path, path));
  const best = matching.reduce<string | undefined>(
    (top, rule) => (top === undefined || outranks(rule.path, top) ? rule.path : top),
    undefined,
  );
  const united = new Set(
    matching.filter((rule) => rule.path === best).flatMap((rule) => rule.capabilities),
  );
  return united.has('deny') ? new Set() : united;
}

/** `+` stands for exactly one segment, a final `*` for any rest; elsewhere both are letters. */
function matches(rule: string, path: string): boolean {
  const glob = rule.endsWith('*');
  const wanted = (glob ? rule.slice(0, -1) : rule).split('/');
  const given = path.split('/');
  if (glob ? given.length < wanted.length : given.length !== wanted.length) return false;
  return wanted.every((segment, index) => {
    const other = given[index] ?? '';
    if (glob && index === wanted.length - 1) {
      return given.slice(index).join('/').startsWith(segment);
    }
    return segment === '+' ? other !== '' : segment === other;
  });
}

/** The order of Vault's documentation ("policy syntax, priority matching"). */
function outranks(one: string, other: string): boolean {
  const firstWild = (path: string) => {
    const plus = `/${path}/`.indexOf('/+/');
    const star = path.endsWith('*') ? path.length - 1 : Infinity;
    return Math.min(plus < 0 ? Infinity : plus, star);
  };
  const plusses = (path: string) => path.split('/').filter((segment) => segment === '+').length;
  if (firstWild(one) !== firstWild(other)) return firstWild(one) > firstWild(other);
  if (one.endsWith('*') !== other.endsWith('*')) return other.endsWith('*');
  if (plusses(one) !== plusses(other)) return plusses(one) < plusses(other);
  if (one.length !== other.length) return one.length > other.length;
  return one > other;
}

/** What every token may do besides, as in Vault's own `default` policy. */
export const defaultPolicy = `
path "auth/token/lookup-self" { capabilities = ["read"] }
path "auth/token/renew-self" { capabilities = ["update"] }
path "auth/token/revoke-self" { capabilities = ["update"] }
`;
