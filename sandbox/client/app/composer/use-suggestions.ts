import { useEffect, useState } from 'react';
import { callApi } from '../api/call-api.ts';
import type { Channel, Outcome } from '../api/types.ts';
import { useSession } from '../state/session-context.ts';
import type { CommandOption, SlashCommand } from '../state/slash-commands.ts';
import { collectOptions, type Fields } from './option-values.ts';
import type { Suggestion } from './suggestions.ts';

const DEBOUNCE_MS = 120;

export interface SuggestionResult {
  offers: Suggestion[];
  note?: string;
}

/** Asks the bot what fits while one types. */
export function useSuggestions(
  command: SlashCommand,
  channel: Channel,
  option: CommandOption | undefined,
  fields: Fields,
): SuggestionResult {
  const session = useSession();
  const [result, setResult] = useState<SuggestionResult>({ offers: [] });
  const field = option && fields[option.name];
  const isEnabled = Boolean(option?.autocomplete && field && field.value === undefined);
  const text = field?.text ?? '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: other options go along, unasked
  useEffect(() => {
    setResult({ offers: [], note: 'Loading options…' });
    if (!isEnabled || !option) return;
    let isStale = false;
    const fetchSuggestions = async () => {
      const { [option.name]: _, ...options } = collectOptions(command, fields).options;
      const outcome = await callApi<Outcome>('POST', session.path('/commands/autocomplete'), {
        channelId: channel.id,
        command: command.name,
        applicationId: command.botId,
        option: option.name,
        value: text,
        options,
      }).catch(() => null);
      if (isStale) return;
      if (outcome?.kind !== 'autocomplete')
        return setResult({ offers: [], note: 'Loading options failed' });
      const offers = outcome.choices.map(({ name, value }) => ({
        key: `${value}`,
        label: name,
        choice: { value: `${value}`, label: name },
      }));
      setResult(offers.length > 0 ? { offers } : { offers, note: 'No options match your search' });
    };
    const timer = window.setTimeout(fetchSuggestions, DEBOUNCE_MS);
    return () => {
      isStale = true;
      window.clearTimeout(timer);
    };
  }, [session, command, channel.id, option, text, isEnabled]);
  return isEnabled ? result : { offers: [] };
}
