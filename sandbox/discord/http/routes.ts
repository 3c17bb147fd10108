import { getOrMake } from '../state/get-or-make.ts';

/** Finds a route by method and path: fixed segments before named ones, at any depth. */
interface Branch<T> {
  fixed: Map<string, Branch<T>>;
  named: Branch<T> | null;
  byMethod: Map<string, { pattern: string; names: string[]; value: T }>;
}

export interface Match<T> {
  pattern: string;
  params: Record<string, string>;
  value: T;
}

export class RouteTable<T> {
  private readonly root: Branch<T> = branch();

  add(method: string, pattern: string, value: T): void {
    let at = this.root;
    const names: string[] = [];
    for (const segment of split(pattern)) {
      if (segment.startsWith(':')) {
        names.push(segment.slice(1));
        at.named ??= branch();
        at = at.named;
      } else {
        at = getOrMake(at.fixed, segment, () => branch<T>());
      }
    }
    if (at.byMethod.has(method)) throw new Error(`Route twice: ${method} ${pattern}`);
    at.byMethod.set(method, { pattern, names, value });
  }

  find(method: string, path: string): Match<T> | null {
    const values: string[] = [];
    const found = walk(this.root, split(path).map(decode), 0, method, values);
    if (!found) return null;
    const params: Record<string, string> = {};
    for (const [index, name] of found.names.entries()) params[name] = values[index]!;
    return { pattern: found.pattern, params, value: found.value };
  }
}

function walk<T>(
  at: Branch<T>,
  segments: string[],
  index: number,
  method: string,
  values: string[],
): { pattern: string; names: string[]; value: T } | null {
  if (index === segments.length) return at.byMethod.get(method) ?? null;
  const segment = segments[index]!;
  const fixed = at.fixed.get(segment);
  if (fixed) {
    const found = walk(fixed, segments, index + 1, method, values);
    if (found) return found;
  }
  if (!at.named) return null;
  values.push(segment);
  const found = walk(at.named, segments, index + 1, method, values);
  if (!found) values.pop();
  return found;
}

function branch<T>(): Branch<T> {
  return { fixed: new Map(), named: null, byMethod: new Map() };
}

function split(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

/** discord.js writes `@original` as `%40original`. */
function decode(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
