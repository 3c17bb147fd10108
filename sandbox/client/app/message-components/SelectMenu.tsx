import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { CheckIcon, ChevronIcon } from '../components/icons.tsx';
import { Popover } from '../components/Popover.tsx';
import { ChoiceLabel } from './ChoiceLabel.tsx';
import { filterChoices, type SelectChoice } from './choices.ts';

interface Props {
  label: string;
  labelledBy?: string | undefined;
  describedBy?: string | undefined;
  placeholder: string;
  choices: SelectChoice[];
  values: string[];
  max: number;
  /** A single choice may be taken back. */
  isClearable?: boolean;
  isDisabled?: boolean | undefined;
  isInvalid?: boolean;
  isSearchable?: boolean;
  onChange(values: string[]): void;
  /** The list went away, whether or not something changed. */
  onClose?(): void;
}

/** Discord's select, for one or many values. */
export function SelectMenu(props: Props) {
  const { choices, values, max } = props;
  const id = useId();
  const trigger = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const filteredChoices = filterChoices(choices, query);
  const selectedChoices = values.map((value) => choices.find((choice) => choice.value === value));

  const close = () => {
    setIsOpen(false);
    setQuery('');
    props.onClose?.();
  };
  const choose = (value: string) => {
    if (max === 1) {
      props.onChange(values[0] === value && props.isClearable ? [] : [value]);
      return close();
    }
    if (values.includes(value)) props.onChange(values.filter((item) => item !== value));
    else if (values.length < max) props.onChange([...values, value]);
  };
  const handleKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && filteredChoices.length > 0) {
      event.preventDefault();
      setActive((active + steps[event.key]! + filteredChoices.length) % filteredChoices.length);
    }
    if (event.key === 'Enter' || (event.key === ' ' && !props.isSearchable)) {
      event.preventDefault();
      const choice = filteredChoices[active];
      if (choice) choose(choice.value);
    }
    if (event.key === 'Tab') close();
  };
  useEffect(() => {
    if (isOpen) document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [isOpen, active, id]);

  const keyboardProps = {
    'aria-controls': `${id}-list`,
    'aria-activedescendant': filteredChoices[active] ? `${id}-${active}` : undefined,
    'data-first': true,
    onKeyDown: handleKeyDown,
  };
  return (
    <>
      <button
        ref={trigger}
        type="button"
        className="select"
        role="combobox"
        aria-haspopup="listbox"
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-label={props.labelledBy ? undefined : props.label}
        aria-labelledby={props.labelledBy ? `${props.labelledBy} ${id}-now` : undefined}
        aria-describedby={props.describedBy}
        aria-invalid={props.isInvalid || undefined}
        disabled={props.isDisabled}
        onClick={() => {
          setActive(
            Math.max(
              0,
              choices.findIndex((choice) => values.includes(choice.value)),
            ),
          );
          if (isOpen) close();
          else setIsOpen(true);
        }}
      >
        <span id={`${id}-now`} className={selectedChoices.length > 0 ? 'cut' : 'cut faint'}>
          {selectedChoices.length === 0
            ? props.placeholder
            : selectedChoices.map((choice, index) => choice?.label ?? values[index]).join(', ')}
        </span>
        <ChevronIcon />
      </button>
      {isOpen && trigger.current && (
        <Popover anchor={trigger.current} matchAnchorWidth className="options" onClose={close}>
          {props.isSearchable && (
            <input
              {...keyboardProps}
              type="text"
              role="combobox"
              aria-expanded="true"
              aria-label={`Search: ${props.label}`}
              placeholder="Search"
              autoComplete="off"
              value={query}
              onChange={(event) => {
                setQuery(event.target.value);
                setActive(0);
              }}
            />
          )}
          <div
            {...(props.isSearchable ? {} : keyboardProps)}
            id={`${id}-list`}
            role="listbox"
            aria-label={props.label}
            aria-multiselectable={max > 1}
            tabIndex={props.isSearchable ? -1 : 0}
          >
            {filteredChoices.map((choice, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the list
              // biome-ignore lint/a11y/useFocusableInteractive: the list points at it
              <div
                key={choice.value}
                id={`${id}-${index}`}
                role="option"
                className="option"
                aria-selected={values.includes(choice.value)}
                data-active={index === active || undefined}
                onPointerMove={() => setActive(index)}
                onClick={() => choose(choice.value)}
              >
                <ChoiceLabel choice={choice} />
                {values.includes(choice.value) && <CheckIcon />}
              </div>
            ))}
            {filteredChoices.length === 0 && <p className="side-note">Nothing found</p>}
          </div>
        </Popover>
      )}
    </>
  );
}
