import type { Actor } from '../domain/actors/actor.ts';
import type { Operations, OperatorOperations } from '../domain/contract.ts';
import type { CallerBound } from '../domain/operations/bind.ts';
import type { Plan } from '../domain/plans/plans.ts';
import type { HttpErrorCode } from './errors/problem.ts';

export type { SignInProblem } from './errors/sign-in-problem.ts';

/** The signed-in user. */
export interface Viewer {
  id: string;
  name: string;
  avatarUrl: string | null;
  isOperator: boolean;
}

/** A server in the picker and the rail. */
export interface ServerSummary {
  id: string;
  name: string;
  iconUrl: string | null;
  /**
   * `open`: the viewer is staff there; `invite`: Vektra is not there yet and the viewer could add
   * it.
   */
  access: 'open' | 'invite';
  plan: Plan;
}

/** What can be chosen of a server, as Discord names it now. */
export interface GuildChoices {
  /** Channels for messages, in Discord's order. */
  channels: {
    id: string;
    name: string;
    /** The name of the category that it is in. */
    category: string | null;
    /** Whether the bot can. */
    canPost: boolean;
  }[];
  /** Roles that people can be given, the highest first; without @everyone. */
  roles: { id: string; name: string }[];
}

/** What the deployment stands on, as one server process saw it last. */
export interface ServicesView {
  /** When they were checked, epoch ms. */
  at: number;
  databases: {
    /** `control` or a region's key. */
    key: string;
    /** Of a region. */
    name: string | null;
    state: 'ok' | 'unreachable' | 'full' | 'read_only';
    /** Round trip of a statement, ms. */
    latencyMs: number | null;
  }[];
  /** Where regions' files are. */
  buckets: {
    /** The region's key. */
    key: string;
    name: string;
    isUp: boolean;
  }[];
  vault: 'active' | 'standby' | 'sealed' | 'unreachable';
  /** Due jobs; null when the queue could not be queried or does not exist yet. */
  queue: { waiting: number; oldestMs: number | null } | null;
}

/**
 * What the server hands to every loader and action (Remix's load context). It is all that web has:
 * no connection, no Discord client. Built anew for each request.
 */
export interface WebContext {
  /** For Content-Security-Policy; every inline script and style element carries it. */
  nonce: string;
  /** The request's id in the log; error pages show it. */
  requestId: string;
  /** Of whoever reads the page, a BCP 47 tag: what texts, dates and numbers are written in. */
  locale: string;
  /**
   * Adds the request's fields. Other facts are ids and codes; errors are described, never printed.
   */
  log: { error(facts: object, message: string): void };
  /**
   * Set when the server rejected the request before routing; every loader and action answers with
   * it.
   */
  httpError: { code: HttpErrorCode } | null;
  viewer: Viewer | null;
  /**
   * The viewer as an actor of the guild, with permissions from Discord. Throws `not_found` for a
   * guild that is not theirs, and an error with code `discord_unavailable`.
   */
  actorFor(guildId: string): Promise<Actor>;
  /**
   * The viewer's servers, from Discord. Throws `not_found` without a viewer, and errors with
   * code `discord_unavailable` or `service_unavailable`.
   */
  servers(): Promise<ServerSummary[]>;
  /**
   * The channels and roles of the actor's guild, asked of Discord at most every 30 s. Throws
   * `not_found` when the bot is not there, and errors with code `discord_unavailable` or `busy`.
   */
  guildChoices(actor: Actor): Promise<GuildChoices>;
  operations: Operations;
  /**
   * For operators; throws `not_found` for everybody else, and an error with code `sign_in_again`
   * when a destructive action takes a recent sign-in.
   */
  operator: CallerBound<OperatorOperations['operator']> & {
    services(): Promise<ServicesView>;
    /** Saves a form's fields while its sender signs in again. @returns its id */
    saveDraft(fields: Record<string, string>): Promise<string>;
    readDraft(id: string): Promise<Record<string, string> | null>;
  };
  urls: {
    /** Adds Vektra to a server; with a guild id, to that one. */
    invite(guildId?: string): string;
    login(returnTo: string): string;
    /** A `mailto:` or http(s) link to support. */
    support: string;
    /** Invites to the support server on Discord; null when there is none. */
    supportServer: string | null;
  };
}

declare module '@remix-run/server-runtime' {
  interface AppLoadContext extends WebContext {}
}
