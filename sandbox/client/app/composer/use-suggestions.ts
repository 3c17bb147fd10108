import { useEffect, useState } from 'react';
import { call } from '../api/call.ts';
import type { Channel, Outcome } from '../api/types.ts';
import type { Option, Slash } from '../state/commands.ts';
import { useSession } from '../state/session-context.ts';
import { collect, type Fields } from './fields.ts';
import type { Offer } from './text-offers.ts';

const PAUSE_MS = 120;

export interface Suggestions {
  offers: Offer[];
  note?: string;
}

/** Asks the bot what fits while one types. */
export function useSuggestions(
  command: Slash,
  channel: Channel,
  option: Option | undefined,
  fields: Fields,
): Suggestions {
  const session = useSession();
  const [answer, setAnswer] = useState<Suggestions>({ offers: [] });
  const field = option && fields[option.name];
  const asks = Boolean(option?.autocomplete && field && field.value === undefined);
  const text = field?.text ?? '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: other options go along, unasked
  useEffect(() => {
    setAnswer({ offers: [], note: 'Loading options…' });
    if (!asks || !option) return;
    let stale = false;
    const ask = async () => {
      const { [option.name]: _, ...options } = collect(command, fields).options;
      const outcome = await call<Outcome>('POST', session.path('/commands/autocomplete'), {
        channelId: channel.id,
        command: command.name,
        applicationId: command.botId,
        option: option.name,
        value: text,
        options,
      }).catch(() => null);
      if (stale) return;
      if (outcome?.kind !== 'autocomplete')
        return setAnswer({ offers: [], note: 'Loading options failed' });
      const offers = outcome.choices.map(({ name, value }) => ({
        key: `${value}`,
        label: name,
        pick: { value: `${value}`, label: name },
      }));
      setAnswer(offers.length > 0 ? { offers } : { offers, note: 'No options match your search' });
    };
    const timer = window.setTimeout(ask, PAUSE_MS);
    return () => {
      stale = true;
      window.clearTimeout(timer);
    };
  }, [session, command, channel.id, option, text, asks]);
  return asks ? answer : { offers: [] };
}
