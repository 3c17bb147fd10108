import { useId, useLayoutEffect, useRef, useState } from 'react';
import { callApi } from '../api/call-api.ts';
import type { Channel, Outcome } from '../api/types.ts';
import { Avatar } from '../components/Avatar.tsx';
import { CloseIcon } from '../components/icons.tsx';
import { runInteraction } from '../state/actions.ts';
import { findServer, findUser } from '../state/client-state.ts';
import { useClientState, useSession } from '../state/session-context.ts';
import type { CommandOption, SlashCommand } from '../state/slash-commands.ts';
import { OptionField } from './OptionField.tsx';
import {
  collectOptions,
  EMPTY_FIELD,
  type Field,
  type Fields,
  getChoices,
  parseChoiceValue,
  toSuggestions,
} from './option-values.ts';
import { SuggestionList } from './SuggestionList.tsx';
import type { Suggestion } from './suggestions.ts';
import { useSuggestions } from './use-suggestions.ts';

interface Props {
  command: SlashCommand;
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
  const fieldsetRef = useRef<HTMLFieldSetElement>(null);
  const state = useClientState((value) => value);
  const server = findServer(state, channel.guild_id ?? null);
  const bot = findUser(state, command.botId);
  const required = command.options.filter((option) => option.required);
  const [names, setNames] = useState(() => required.map((option) => option.name));
  const [fields, setFields] = useState<Fields>({});
  const [focus, setFocus] = useState<string>(names[0] ?? END);
  const [newOptionText, setNewOptionText] = useState('');
  const [active, setActive] = useState<number | null>(null);
  const [error, setError] = useState<{ field?: string; message: string } | null>(null);
  const [isSubmitting, setIsSubmitting] = useState(false);

  const option = command.options.find((item) => item.name === focus);
  const field = fields[focus] ?? EMPTY_FIELD;
  const remaining = command.options.filter((item) => !names.includes(item.name));
  const autocompletion = useSuggestions(command, channel, option, {
    ...fields,
    ...(option ? { [option.name]: field } : {}),
  });
  const suggestions = option
    ? option.autocomplete
      ? autocompletion.offers
      : field.value === undefined
        ? toSuggestions(getChoices(option, state, server), field.text)
        : []
    : remaining
        .filter((item) => item.name.includes(newOptionText.trim().toLowerCase()))
        .map((item) => ({ key: item.name, label: item.name, description: item.description }));
  // At the end nothing is taken unless one points at it: Enter sends.
  const activeIndex = active ?? (option || newOptionText.trim() ? 0 : -1);

  useLayoutEffect(() => {
    fieldsetRef.current?.querySelector<HTMLInputElement>(`[data-option="${focus}"]`)?.focus();
    setActive(null);
  }, [focus]);

  const nextEmptyField = (from: string, filled: Fields) =>
    names.slice(names.indexOf(from) + 1).find((name) => !filled[name]?.text) ?? END;
  const setField = (name: string, value: Field) => {
    setFields((all) => ({ ...all, [name]: value }));
    setError(null);
    setActive(null);
  };
  const acceptSuggestion = (suggestion: Suggestion) => {
    if (!option) {
      setNames([...names, suggestion.key]);
      setNewOptionText('');
      return setFocus(suggestion.key);
    }
    const filled = {
      text: suggestion.label,
      value: parseChoiceValue(option, suggestion.choice!.value),
    };
    setField(option.name, filled);
    setFocus(nextEmptyField(option.name, { ...fields, [option.name]: filled }));
  };
  const remove = (name: string) => {
    const { [name]: _, ...rest } = fields;
    setFields(rest);
    setNames(names.filter((item) => item !== name));
    setFocus(names[names.indexOf(name) - 1] ?? END);
  };
  const submit = async () => {
    if (isSubmitting) return;
    setIsSubmitting(true);
    const { options, files } = collectOptions(command, fields);
    const body = {
      channelId: channel.id,
      command: command.name,
      applicationId: command.botId,
      options,
    };
    const notice = { channelId: channel.id, command: `/${command.name}`, botId: command.botId };
    const outcome = await runInteraction(session, notice, () =>
      callApi<Outcome>('POST', session.path('/commands/run'), body, files),
    );
    setIsSubmitting(false);
    if (outcome?.kind !== 'error' || outcome.code !== 'INVALID_INPUT') return onDone('');
    setError(outcome);
    if (outcome.field) setFocus(outcome.field);
  };
  const moveActive = (by: number) => {
    const first = active === null ? (by > 0 ? activeIndex : suggestions.length) : active;
    setActive((first + by + suggestions.length) % suggestions.length);
  };
  const keyHandlers = {
    up: () => suggestions.length > 0 && moveActive(-1),
    down: () => suggestions.length > 0 && moveActive(1),
    enter: () => {
      const suggestion = suggestions[activeIndex];
      if (suggestion) acceptSuggestion(suggestion);
      else void submit();
    },
    tab: () => {
      const suggestion = suggestions[Math.max(activeIndex, 0)];
      if (suggestion) acceptSuggestion(suggestion);
      else if (option)
        setFocus(nextEmptyField(option.name, { ...fields, [option.name]: { text: 'x' } }));
      return Boolean(suggestion ?? option);
    },
    back: () => {
      if (option && !option.required) remove(option.name);
      else if (!option && names.length > 0) setFocus(names.at(-1)!);
      else onDone(`/${command.name}`);
    },
    escape: () => onDone(''),
  };
  const commonProps = {
    listId: id,
    active: suggestions[activeIndex] ? `${id}-${activeIndex}` : undefined,
    keyHandlers,
  };
  const note = autocompletion.note ?? error?.message;
  return (
    <div className="composer-area">
      <SuggestionList
        id={id}
        label={
          option
            ? `${option.name} — ${option.description}`
            : `/${command.name} — ${command.description}`
        }
        suggestions={suggestions}
        active={activeIndex}
        note={option?.autocomplete || error ? note : undefined}
        onActive={setActive}
        onAccept={acceptSuggestion}
      />
      <div className="composer">
        <fieldset className="command-row" ref={fieldsetRef} aria-label={`Command ${command.name}`}>
          <Avatar id={command.botId} name={bot?.username ?? 'App'} size={24} />
          <span className="command-title">/{command.name}</span>
          {names.map((name) => (
            <OptionField
              key={name}
              option={command.options.find((item) => item.name === name) as CommandOption}
              field={fields[name] ?? EMPTY_FIELD}
              isInvalid={error?.field === name}
              onFocus={() => setFocus(name)}
              onChange={(value) => setField(name, value)}
              {...commonProps}
            />
          ))}
          <OptionField
            option={null}
            field={{ text: newOptionText }}
            hint={remaining.length > 0 ? `+${remaining.length} optional` : ''}
            onFocus={() => setFocus(END)}
            onChange={(value) => {
              setNewOptionText(value.text);
              setActive(null);
            }}
            {...commonProps}
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
            aria-disabled={isSubmitting || undefined}
            onClick={() => void submit()}
          >
            Send
          </button>
        </fieldset>
      </div>
    </div>
  );
}
