import { getOrCreate } from '../state/get-or-create.ts';

/** Finds a route by method and path: fixed segments before named ones, at any depth. */
interface RouteNode<T> {
  fixed: Map<string, RouteNode<T>>;
  named: RouteNode<T> | null;
  byMethod: Map<string, { pattern: string; names: string[]; value: T }>;
}

export interface Match<T> {
  pattern: string;
  params: Record<string, string>;
  value: T;
}

export class RouteTable<T> {
  private readonly root: RouteNode<T> = createRouteNode();
  private readonly patterns: { method: string; pattern: string }[] = [];

  add(method: string, pattern: string, value: T): void {
    let node = this.root;
    const names: string[] = [];
    for (const segment of splitPath(pattern)) {
      if (segment.startsWith(':')) {
        names.push(segment.slice(1));
        node.named ??= createRouteNode();
        node = node.named;
      } else {
        node = getOrCreate(node.fixed, segment, () => createRouteNode<T>());
      }
    }
    if (node.byMethod.has(method)) throw new Error(`Route twice: ${method} ${pattern}`);
    node.byMethod.set(method, { pattern, names, value });
    this.patterns.push({ method, pattern });
  }

  /** In the order in which they were added. */
  list(): { method: string; pattern: string }[] {
    return [...this.patterns];
  }

  find(method: string, path: string): Match<T> | null {
    const values: string[] = [];
    const found = findRoute(this.root, splitPath(path).map(decodeSegment), 0, method, values);
    if (!found) return null;
    const params: Record<string, string> = {};
    for (const [index, name] of found.names.entries()) params[name] = values[index]!;
    return { pattern: found.pattern, params, value: found.value };
  }
}

function findRoute<T>(
  node: RouteNode<T>,
  segments: string[],
  index: number,
  method: string,
  values: string[],
): { pattern: string; names: string[]; value: T } | null {
  if (index === segments.length) return node.byMethod.get(method) ?? null;
  const segment = segments[index]!;
  const fixed = node.fixed.get(segment);
  if (fixed) {
    const found = findRoute(fixed, segments, index + 1, method, values);
    if (found) return found;
  }
  if (!node.named) return null;
  values.push(segment);
  const found = findRoute(node.named, segments, index + 1, method, values);
  if (!found) values.pop();
  return found;
}

function createRouteNode<T>(): RouteNode<T> {
  return { fixed: new Map(), named: null, byMethod: new Map() };
}

function splitPath(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

/** discord.js writes `@original` as `%40original`. */
function decodeSegment(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
