import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { VektraError } from '../errors/errors.ts';

/**
 * How often an operation may be asked for in a minute: by one person in a guild, and in a guild.
 */
export interface OperationLimit {
  perPerson: number;
  perGuild: number;
}

/**
 * What each kind of operation allows; a label with ten reviewers at work stays far below. What
 * artists may do counts apart from what staff may: a raid does not keep staff from working.
 */
export const LIMITS_PER_MINUTE = {
  staffQuery: { perPerson: 300, perGuild: 6_000 },
  staffChange: { perPerson: 60, perGuild: 600 },
  staffMessage: { perPerson: 30, perGuild: 300 },
  /** One for every 15 s that somebody listens, and what was kept while they were offline. */
  listenReport: { perPerson: 120, perGuild: 1_200 },
  artistQuery: { perPerson: 60, perGuild: 3_000 },
  artistChange: { perPerson: 10, perGuild: 200 },
  artistMessage: { perPerson: 20, perGuild: 300 },
  /** Requests of uploads that are under way: a file of 1 GiB takes some thirty. */
  artistUpload: { perPerson: 300, perGuild: 6_000 },
  submit: { perPerson: 10, perGuild: 120 },
  /** What changes a guild's plan. */
  plan: { perPerson: 6, perGuild: 12 },
  /** A code has 80 bits; nobody tries them. */
  redeem: { perPerson: 5, perGuild: 30 },
  /** What begins or prepares a move of a guild. */
  storage: { perPerson: 20, perGuild: 40 },
  /** What connects to an address that a person has typed in: nobody finds open ports through us. */
  databaseTest: { perPerson: 6, perGuild: 12 },
} as const satisfies Record<string, OperationLimit>;

export type LimitName = keyof typeof LIMITS_PER_MINUTE;

/** Counts what people and guilds ask for. */
export interface OperationLimiter {
  /** @throws VektraError `rate_limited`; its value `at` says when it is possible again, epoch ms */
  consume(limit: LimitName, caller: { guildId: string; userId: string }): Promise<void>;
}

/**
 * Limits in this process's memory. A guild's commands all reach one bot process, so there they are
 * exact; with n servers the dashboard gives n times as much, which is still a limit.
 * @param scale of all limits; 1: as declared
 */
export function createOperationLimiter(scale = 1, now: () => number = Date.now): OperationLimiter {
  const limiters = Object.fromEntries(
    Object.entries(LIMITS_PER_MINUTE).map(([name, { perPerson, perGuild }]) => {
      const createLimiter = (points: number) =>
        new RateLimiterMemory({ points: Math.max(1, Math.floor(points * scale)), duration: 60 });
      return [name, { person: createLimiter(perPerson), guild: createLimiter(perGuild) }];
    }),
  ) as Record<LimitName, { person: RateLimiterMemory; guild: RateLimiterMemory }>;
  const throwRateLimited = ({ msBeforeNext }: RateLimiterRes): never => {
    throw new VektraError('rate_limited', { values: { at: now() + msBeforeNext } });
  };
  return {
    async consume(limit, { guildId, userId }) {
      const { person, guild } = limiters[limit];
      // The person first: whoever is refused takes nothing of the guild's.
      await person.consume(`${guildId}:${userId}`).catch(throwRateLimited);
      await guild.consume(guildId).catch(throwRateLimited);
    },
  };
}

/** For work that nobody asks for, as a worker's. */
export const unlimitedOperationLimiter: OperationLimiter = { consume: async () => {} };
