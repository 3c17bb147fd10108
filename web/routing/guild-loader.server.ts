import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import type { Actor } from '../../domain/actors/actor.ts';
import type { Acts } from '../../domain/contract.ts';
import { answering } from '../errors/answer.server.ts';
import type { Guard, Need } from './guard.ts';
import { guarded } from './guard.ts';
import { asRecord, guildParams, readInput, readParams } from './input.server.ts';
import { permit, requireViewer } from './permit.server.ts';

const NOTHING = z.object({});
type Nothing = typeof NOTHING;

export interface GuildDemand<P extends z.ZodType, S extends z.ZodType> {
  needs: Exclude<Need, 'public' | 'viewer'>;
  feature?: Guard['feature'];
  /** Besides the guild's id. */
  params?: P;
  search?: S;
}

export interface GuildArgs<P, S> {
  actor: Actor;
  acts: Acts;
  params: P;
  search: S;
  context: LoaderFunctionArgs['context'];
  request: Request;
}

/** A page of a guild. Order: logged in, address possible, known to Discord, permitted, plan, input. */
export function guildLoader<T, P extends z.ZodType = Nothing, S extends z.ZodType = Nothing>(
  demand: GuildDemand<P, S>,
  run: (args: GuildArgs<z.output<P>, z.output<S>>) => Promise<T>,
) {
  const { needs, feature } = demand;
  return guarded(
    { needs, ...(feature ? { feature } : {}) },
    ({ request, context, params }: LoaderFunctionArgs) =>
      answering(async () => {
        requireViewer(context, request);
        const { guildId } = readParams(guildParams, params);
        const own = readParams((demand.params ?? NOTHING) as P, params);
        const actor = await permit({ needs, feature }, guildId, context);
        const query = asRecord(new URL(request.url).searchParams);
        const search = readInput((demand.search ?? NOTHING) as S, query);
        return run({ actor, acts: context.acts, params: own, search, context, request });
      }),
  );
}
