/** A page in Remix's route table. */
interface RouteEntry {
  /**
   * The browser requests and receives loader data under this name, also a page that the version
   * before has rendered. It stays when the file moves; Remix's default is the path of the file.
   */
  id: string;
  path?: string;
  index?: boolean;
  /** Its route module, named from `web/`. */
  file: string;
  children?: readonly RouteEntry[];
}

/** The pages of a feature; each `web/<feature>/routes.ts` exports them as its default. */
export interface FeatureRoutes {
  /** Pages outside of a server. */
  site?: readonly RouteEntry[];
  /** Pages of one server, below `/g/:guildId`, inside its shell. */
  guild?: readonly RouteEntry[];
}
