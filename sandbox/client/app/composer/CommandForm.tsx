import { useId, useLayoutEffect, useRef, useState } from 'react';
import { call } from '../api/call.ts';
import type { Channel, Outcome } from '../api/types.ts';
import { Avatar } from '../components/Avatar.tsx';
import { CloseIcon } from '../components/icons.tsx';
import { interact } from '../state/acts.ts';
import type { Option, Slash } from '../state/commands.ts';
import { useSession, useWorld } from '../state/session-context.ts';
import { findServer, findUser } from '../state/world.ts';
import {
  collect,
  EMPTY_FIELD,
  type Field,
  type Fields,
  offersOf,
  picksFor,
  typed,
} from './fields.ts';
import { OptionField } from './OptionField.tsx';
import { SuggestionList } from './SuggestionList.tsx';
import type { Offer } from './text-offers.ts';
import { useSuggestions } from './use-suggestions.ts';

interface Props {
  command: Slash;
  channel: Channel;
  /** Sent or given up; what is to stand in the message box then. */
  onDone(text: string): void;
}

/** The name of the place after the last option, where one adds others. */
const END = '';

/** A slash command being filled in: its options as chips. */
export function CommandForm({ command, channel, onDone }: Props) {
  const session = useSession();
  const id = useId();
  const row = useRef<HTMLFieldSetElement>(null);
  const world = useWorld((value) => value);
  const server = findServer(world, channel.guild_id ?? null);
  const bot = findUser(world, command.botId);
  const required = command.options.filter((option) => option.required);
  const [names, setNames] = useState(() => required.map((option) => option.name));
  const [fields, setFields] = useState<Fields>({});
  const [focus, setFocus] = useState<string>(names[0] ?? END);
  const [end, setEnd] = useState('');
  const [active, setActive] = useState<number | null>(null);
  const [error, setError] = useState<{ field?: string; message: string } | null>(null);
  const [busy, setBusy] = useState(false);

  const option = command.options.find((item) => item.name === focus);
  const field = fields[focus] ?? EMPTY_FIELD;
  const remaining = command.options.filter((item) => !names.includes(item.name));
  const asked = useSuggestions(command, channel, option, {
    ...fields,
    ...(option ? { [option.name]: field } : {}),
  });
  const offers = option
    ? option.autocomplete
      ? asked.offers
      : field.value === undefined
        ? offersOf(picksFor(option, world, server), field.text)
        : []
    : remaining
        .filter((item) => item.name.includes(end.trim().toLowerCase()))
        .map((item) => ({ key: item.name, label: item.name, description: item.description }));
  // At the end nothing is taken unless one points at it: Enter sends.
  const at = active ?? (option || end.trim() ? 0 : -1);

  useLayoutEffect(() => {
    row.current?.querySelector<HTMLInputElement>(`[data-option="${focus}"]`)?.focus();
    setActive(null);
  }, [focus]);

  const next = (from: string, filled: Fields) =>
    names.slice(names.indexOf(from) + 1).find((name) => !filled[name]?.text) ?? END;
  const set = (name: string, value: Field) => {
    setFields((all) => ({ ...all, [name]: value }));
    setError(null);
    setActive(null);
  };
  const take = (offer: Offer) => {
    if (!option) {
      setNames([...names, offer.key]);
      setEnd('');
      return setFocus(offer.key);
    }
    const filled = { text: offer.label, value: typed(option, offer.pick!.value) };
    set(option.name, filled);
    setFocus(next(option.name, { ...fields, [option.name]: filled }));
  };
  const remove = (name: string) => {
    const { [name]: _, ...rest } = fields;
    setFields(rest);
    setNames(names.filter((item) => item !== name));
    setFocus(names[names.indexOf(name) - 1] ?? END);
  };
  const submit = async () => {
    if (busy) return;
    setBusy(true);
    const { options, files } = collect(command, fields);
    const body = {
      channelId: channel.id,
      command: command.name,
      applicationId: command.botId,
      options,
    };
    const wish = { channelId: channel.id, command: `/${command.name}`, botId: command.botId };
    const outcome = await interact(session, wish, () =>
      call<Outcome>('POST', session.path('/commands/run'), body, files),
    );
    setBusy(false);
    if (outcome?.kind !== 'error' || outcome.code !== 'INVALID_INPUT') return onDone('');
    setError(outcome);
    if (outcome.field) setFocus(outcome.field);
  };
  const step = (by: number) => {
    const first = active === null ? (by > 0 ? at : offers.length) : active;
    setActive((first + by + offers.length) % offers.length);
  };
  const keys = {
    up: () => offers.length > 0 && step(-1),
    down: () => offers.length > 0 && step(1),
    enter: () => {
      const offer = offers[at];
      if (offer) take(offer);
      else void submit();
    },
    tab: () => {
      const offer = offers[Math.max(at, 0)];
      if (offer) take(offer);
      else if (option) setFocus(next(option.name, { ...fields, [option.name]: { text: 'x' } }));
      return Boolean(offer ?? option);
    },
    back: () => {
      if (option && !option.required) remove(option.name);
      else if (!option && names.length > 0) setFocus(names.at(-1)!);
      else onDone(`/${command.name}`);
    },
    escape: () => onDone(''),
  };
  const common = { listId: id, active: offers[at] ? `${id}-${at}` : undefined, keys };
  const note = asked.note ?? error?.message;
  return (
    <div className="composer-area">
      <SuggestionList
        id={id}
        label={
          option
            ? `${option.name} — ${option.description}`
            : `/${command.name} — ${command.description}`
        }
        offers={offers}
        active={at}
        note={option?.autocomplete || error ? note : undefined}
        onActive={setActive}
        onTake={take}
      />
      <div className="composer">
        <fieldset className="command-row" ref={row} aria-label={`Command ${command.name}`}>
          <Avatar id={command.botId} name={bot?.username ?? 'App'} size={24} />
          <span className="command-title">/{command.name}</span>
          {names.map((name) => (
            <OptionField
              key={name}
              option={command.options.find((item) => item.name === name) as Option}
              field={fields[name] ?? EMPTY_FIELD}
              invalid={error?.field === name}
              onFocus={() => setFocus(name)}
              onChange={(value) => set(name, value)}
              {...common}
            />
          ))}
          <OptionField
            option={null}
            field={{ text: end }}
            hint={remaining.length > 0 ? `+${remaining.length} optional` : ''}
            onFocus={() => setFocus(END)}
            onChange={(value) => {
              setEnd(value.text);
              setActive(null);
            }}
            {...common}
          />
          <button
            type="button"
            className="plain"
            aria-label="Cancel command"
            onClick={() => onDone('')}
          >
            <CloseIcon size={18} />
          </button>
          <button
            type="button"
            className="button primary small"
            aria-disabled={busy || undefined}
            onClick={() => void submit()}
          >
            Send
          </button>
        </fieldset>
      </div>
    </div>
  );
}
