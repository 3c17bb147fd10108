import type { ActionFunctionArgs } from '@remix-run/node';
import type { z } from 'zod';
import type { Actor } from '../../domain/actors/actor.ts';
import type { Acts } from '../../domain/contract.ts';
import { notFound } from '../../domain/errors/errors.ts';
import type { Feature } from '../../domain/plans/plans.ts';
import { enterGuild, type GuildNeeds } from './enter.server.ts';
import { answerForm, type Intent } from './form.server.ts';
import { guarded } from './guard.ts';
import { noInput } from './schemas.server.ts';

interface Scope<P> {
  actor: Actor;
  acts: Acts;
  params: P;
}

interface Spec<P extends z.ZodType, I extends Record<string, z.ZodType>> {
  needs: GuildNeeds;
  feature?: Feature;
  params?: P;
  /** What its largest form may weigh, if that is more than usual. */
  maxBodyBytes?: number;
  /** The acts that the page's forms may ask for; any other name is refused. */
  intents: { [K in keyof I]: Intent<Scope<z.output<P>>, I[K]> };
}

/** An action of a page about one guild. */
export function guildAction<P extends z.ZodType, I extends Record<string, z.ZodType>>(
  spec: Spec<P, I>,
) {
  const { needs, feature = null, params = noInput, maxBodyBytes, intents } = spec;
  return guarded(
    {
      kind: 'action',
      needs,
      feature,
      intents: Object.keys(intents),
      ...(maxBodyBytes ? { maxBodyBytes } : {}),
    },
    ({ context, request, params: raw }: ActionFunctionArgs) =>
      answerForm<Scope<z.output<P>>>({
        context,
        request,
        intents,
        async admit() {
          const actor = await enterGuild(context, request, raw, needs, feature);
          const known = params.safeParse(raw);
          if (!known.success) throw notFound();
          return { actor, acts: context.acts, params: known.data as z.output<P> };
        },
      }),
  );
}
