import { type KeyboardEvent, useId } from 'react';
import type { Option } from '../state/commands.ts';
import { type Field, T } from './fields.ts';

export interface FieldKeys {
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
  option: Option | null;
  field: Field;
  hint?: string;
  invalid?: boolean;
  listId: string;
  active: string | undefined;
  keys: FieldKeys;
  onFocus(): void;
  onChange(field: Field): void;
}

export function OptionField({ option, field, hint, invalid, keys, ...props }: Props) {
  const id = useId();
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const plainTab = event.key === 'Tab' && !event.shiftKey;
    if (event.key === 'ArrowUp') keys.up();
    else if (event.key === 'ArrowDown') keys.down();
    else if (event.key === 'Enter') keys.enter();
    else if (event.key === 'Escape') keys.escape();
    else if (event.key === 'Backspace' && field.text === '') keys.back();
    else if (!plainTab || !keys.tab()) return;
    event.preventDefault();
  };
  if (option?.type === T.Attachment)
    return (
      <label className="chip" data-invalid={invalid}>
        <span className="chip-name">{option.name}</span>
        <input
          type="file"
          data-option={option.name}
          onFocus={props.onFocus}
          onKeyDown={(event) => {
            if (event.key === 'Backspace') onKey(event);
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
      aria-invalid={invalid || undefined}
      autoComplete="off"
      spellCheck={false}
      placeholder={hint}
      style={option ? { width: `${Math.max(field.text.length, 4) + 2}ch` } : undefined}
      value={field.text}
      onFocus={props.onFocus}
      onChange={(event) => props.onChange({ text: event.target.value })}
      onKeyDown={onKey}
    />
  );
  if (!option) return <span className="chip-end">{input}</span>;
  return (
    <label className="chip" data-invalid={invalid} htmlFor={id}>
      <span className="chip-name">{option.name}</span>
      {input}
    </label>
  );
}
