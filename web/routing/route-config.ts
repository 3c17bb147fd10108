/** The shape that Remix reads from routes.ts. */
export type RouteConfig = RouteEntry[];

interface RouteEntry {
  id?: string;
  path?: string;
  index?: boolean;
  file: string;
  children?: RouteEntry[];
}
