import { useEffect } from 'react';
import { Avatar } from '../components/Avatar.tsx';
import { ChoiceLabel } from '../message-components/ChoiceLabel.tsx';
import type { Suggestion } from './suggestions.ts';

interface Props {
  id: string;
  label: string;
  suggestions: Suggestion[];
  active: number;
  note?: string | undefined;
  onActive(index: number): void;
  onAccept(suggestion: Suggestion): void;
}

/** The list above the message box: commands, options, values, mentions. */
export function SuggestionList({
  id,
  label,
  suggestions,
  active,
  note,
  onActive,
  onAccept,
}: Props) {
  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);
  return (
    <div className="suggestions">
      <div className="suggestions-title" aria-hidden="true">
        {label}
      </div>
      {note && (
        <p className="side-note" role="status">
          {note}
        </p>
      )}
      <div id={id} role="listbox" aria-label={label}>
        {suggestions.map((suggestion, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the box it belongs to handles the keys
          // biome-ignore lint/a11y/useFocusableInteractive: the box points at it
          <div
            key={suggestion.key}
            id={`${id}-${index}`}
            role="option"
            className="option"
            aria-selected={index === active}
            data-active={index === active || undefined}
            onPointerMove={() => onActive(index)}
            // The box keeps the focus.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onAccept(suggestion)}
          >
            <SuggestionLine suggestion={suggestion} />
          </div>
        ))}
      </div>
    </div>
  );
}

function SuggestionLine({ suggestion }: { suggestion: Suggestion }) {
  if (suggestion.choice) return <ChoiceLabel choice={suggestion.choice} />;
  return (
    <span className="offer">
      {suggestion.bot && <Avatar id={suggestion.bot.id} name={suggestion.bot.name} size={32} />}
      <span className="offer-words">
        <strong>
          {suggestion.label}
          {suggestion.command?.options
            .filter((option) => option.required)
            .map((option) => (
              <code key={option.name}>{option.name}</code>
            ))}
        </strong>
        {suggestion.description && <small className="cut">{suggestion.description}</small>}
      </span>
      {suggestion.bot && <span className="offer-bot">{suggestion.bot.name}</span>}
    </span>
  );
}
