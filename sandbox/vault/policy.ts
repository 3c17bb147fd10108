import type { Capability, Rule } from './types.ts';

const RULE_PATTERN = /path\s+"([^"]+)"\s*\{\s*capabilities\s*=\s*\[([^\]]*)\]\s*\}/g;
const KNOWN_CAPABILITIES: string[] = ['create', 'read', 'update', 'delete', 'list', 'sudo', 'deny'];

/**
 * Reads the part of Vault's policy language that we use: `path "…" { capabilities = […] }`.
 * @throws Error on anything else, so that a typing slip is not silently a missing permission.
 */
export function parsePolicy(text: string): Rule[] {
  const withoutComments = text.replace(/^\s*(#|\/\/).*$/gm, '');
  const rules = [...withoutComments.matchAll(RULE_PATTERN)].map((match): Rule => {
    const capabilities = [...(match[2] ?? '').matchAll(/"([^"]*)"/g)].map((word) => word[1] ?? '');
    for (const word of capabilities) {
      if (!KNOWN_CAPABILITIES.includes(word)) throw new Error(`unknown capability ${word}`);
    }
    return { path: match[1] ?? '', capabilities: capabilities as Capability[] };
  });
  if (withoutComments.replace(RULE_PATTERN, '').trim() !== '')
    throw new Error('policy not understood');
  return rules;
}

/**
 * Capabilities of a token on a path. The most specific rule wins; equal rules are united; deny
 * wins.
 */
export function getCapabilities(rules: Rule[], path: string): Set<Capability> {
  const matchingRules = rules.filter((rule) => matchesPath(rule.path, path));
  const bestPath = matchingRules.reduce<string | undefined>(
    (top, rule) => (top === undefined || isMoreSpecific(rule.path, top) ? rule.path : top),
    undefined,
  );
  const unitedCapabilities = new Set(
    matchingRules.filter((rule) => rule.path === bestPath).flatMap((rule) => rule.capabilities),
  );
  return unitedCapabilities.has('deny') ? new Set() : unitedCapabilities;
}

/** `+` stands for exactly one segment, a final `*` for any rest; elsewhere both are letters. */
function matchesPath(rule: string, path: string): boolean {
  const isGlob = rule.endsWith('*');
  const ruleSegments = (isGlob ? rule.slice(0, -1) : rule).split('/');
  const pathSegments = path.split('/');
  if (
    isGlob ? pathSegments.length < ruleSegments.length : pathSegments.length !== ruleSegments.length
  )
    return false;
  return ruleSegments.every((segment, index) => {
    const other = pathSegments[index] ?? '';
    if (isGlob && index === ruleSegments.length - 1) {
      return pathSegments.slice(index).join('/').startsWith(segment);
    }
    return segment === '+' ? other !== '' : segment === other;
  });
}

/** The order of Vault's documentation ("policy syntax, priority matching"). */
function isMoreSpecific(one: string, other: string): boolean {
  const firstWildcardIndex = (path: string) => {
    const plus = `/${path}/`.indexOf('/+/');
    const star = path.endsWith('*') ? path.length - 1 : Infinity;
    return Math.min(plus < 0 ? Infinity : plus, star);
  };
  const countWildcards = (path: string) =>
    path.split('/').filter((segment) => segment === '+').length;
  if (firstWildcardIndex(one) !== firstWildcardIndex(other))
    return firstWildcardIndex(one) > firstWildcardIndex(other);
  if (one.endsWith('*') !== other.endsWith('*')) return other.endsWith('*');
  if (countWildcards(one) !== countWildcards(other))
    return countWildcards(one) < countWildcards(other);
  if (one.length !== other.length) return one.length > other.length;
  return one > other;
}

/** What every token may do besides, as in Vault's own `default` policy. */
export const DEFAULT_POLICY = `
path "auth/token/lookup-self" { capabilities = ["read"] }
path "auth/token/renew-self" { capabilities = ["update"] }
path "auth/token/revoke-self" { capabilities = ["update"] }
`;
