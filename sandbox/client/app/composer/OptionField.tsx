import { type KeyboardEvent, useId } from 'react';
import type { CommandOption } from '../state/slash-commands.ts';
import { type Field, OptionType } from './option-values.ts';

export interface FieldKeyHandlers {
  up(): unknown;
  down(): unknown;
  enter(): void;
  /** True when it did something and the focus must not move on. */
  tab(): boolean;
  back(): void;
  escape(): void;
}

interface Props {
  /** Null for the end of the line, where options are added. */
  option: CommandOption | null;
  field: Field;
  hint?: string;
  isInvalid?: boolean;
  listId: string;
  active: string | undefined;
  keyHandlers: FieldKeyHandlers;
  onFocus(): void;
  onChange(field: Field): void;
}

export function OptionField({ option, field, hint, isInvalid, keyHandlers, ...props }: Props) {
  const id = useId();
  const handleKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const isPlainTab = event.key === 'Tab' && !event.shiftKey;
    if (event.key === 'ArrowUp') keyHandlers.up();
    else if (event.key === 'ArrowDown') keyHandlers.down();
    else if (event.key === 'Enter') keyHandlers.enter();
    else if (event.key === 'Escape') keyHandlers.escape();
    else if (event.key === 'Backspace' && field.text === '') keyHandlers.back();
    else if (!isPlainTab || !keyHandlers.tab()) return;
    event.preventDefault();
  };
  if (option?.type === OptionType.Attachment)
    return (
      <label className="chip" data-invalid={isInvalid}>
        <span className="chip-name">{option.name}</span>
        <input
          type="file"
          data-option={option.name}
          onFocus={props.onFocus}
          onKeyDown={(event) => {
            if (event.key === 'Backspace') handleKeyDown(event);
          }}
          onChange={(event) => {
            const file = event.target.files?.[0];
            props.onChange(file ? { text: file.name, value: file } : { text: '' });
          }}
        />
      </label>
    );
  const input = (
    <input
      id={id}
      type="text"
      role="combobox"
      data-option={option?.name ?? ''}
      aria-label={option ? undefined : 'Add an option, or press Enter to send'}
      aria-expanded={props.active !== undefined}
      aria-controls={props.listId}
      aria-autocomplete="list"
      aria-activedescendant={props.active}
      aria-invalid={isInvalid || undefined}
      autoComplete="off"
      spellCheck={false}
      placeholder={hint}
      style={option ? { width: `${Math.max(field.text.length, 4) + 2}ch` } : undefined}
      value={field.text}
      onFocus={props.onFocus}
      onChange={(event) => props.onChange({ text: event.target.value })}
      onKeyDown={handleKeyDown}
    />
  );
  if (!option) return <span className="chip-end">{input}</span>;
  return (
    <label className="chip" data-invalid={isInvalid} htmlFor={id}>
      <span className="chip-name">{option.name}</span>
      {input}
    </label>
  );
}
