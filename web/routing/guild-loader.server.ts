import type { AppLoadContext, LoaderFunctionArgs } from '@remix-run/node';
import type { z } from 'zod';
import type { Actor } from '../../domain/actors/actor.ts';
import type { Acts } from '../../domain/contract.ts';
import { notFound } from '../../domain/errors/errors.ts';
import type { Feature } from '../../domain/plans/plans.ts';
import { enterGuild, type GuildNeeds } from './enter.server.ts';
import { isAnswer, problemOf, refuse } from './fail.server.ts';
import { guarded } from './guard.ts';
import { parse, readSearch } from './input.server.ts';
import { noInput } from './schemas.server.ts';

interface Spec<P extends z.ZodType, S extends z.ZodType> {
  needs: GuildNeeds;
  /** Without it in the guild's plan the page says which plan has it. */
  feature?: Feature;
  /** Of the address; what does not fit is not found. */
  params?: P;
  /** Of the query; what does not fit is named. */
  search?: S;
}

export interface GuildScope<P, S> {
  actor: Actor;
  acts: Acts;
  params: P;
  search: S;
  context: AppLoadContext;
  request: Request;
}

/** A loader of a page about one guild: declares who may see it, gets what it declared. */
export function guildLoader<R, P extends z.ZodType, S extends z.ZodType>(
  spec: Spec<P, S>,
  run: (scope: GuildScope<z.output<P>, z.output<S>>) => Promise<R> | R,
) {
  const { needs, feature = null, params = noInput, search = noInput } = spec;
  return guarded(
    { kind: 'loader', needs, feature, intents: [] },
    async ({ context, request, params: raw }: LoaderFunctionArgs): Promise<R> => {
      try {
        const actor = await enterGuild(context, request, raw, needs, feature);
        const known = params.safeParse(raw);
        if (!known.success) throw notFound();
        return await run({
          actor,
          acts: context.acts,
          params: known.data as z.output<P>,
          search: parse(search, readSearch(request.url)) as z.output<S>,
          context,
          request,
        });
      } catch (error) {
        if (isAnswer(error)) throw error;
        throw refuse(problemOf(error, context));
      }
    },
  );
}
