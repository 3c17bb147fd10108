import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { CheckIcon, ChevronIcon } from '../components/icons.tsx';
import { Popover } from '../components/Popover.tsx';
import { PickLabel } from './PickLabel.tsx';
import { matching, type Pick } from './picks.ts';

interface Props {
  label: string;
  labelledBy?: string | undefined;
  describedBy?: string | undefined;
  placeholder: string;
  picks: Pick[];
  values: string[];
  max: number;
  /** A single choice may be taken back. */
  optional?: boolean;
  disabled?: boolean | undefined;
  invalid?: boolean;
  search?: boolean;
  onChange(values: string[]): void;
  /** The list went away, whether or not something changed. */
  onClose?(): void;
}

/** Discord's select, for one or many values. */
export function Picker(props: Props) {
  const { picks, values, max } = props;
  const id = useId();
  const trigger = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const shown = matching(picks, typed);
  const chosen = values.map((value) => picks.find((pick) => pick.value === value));

  const close = () => {
    setOpen(false);
    setTyped('');
    props.onClose?.();
  };
  const choose = (value: string) => {
    if (max === 1) {
      props.onChange(values[0] === value && props.optional ? [] : [value]);
      return close();
    }
    if (values.includes(value)) props.onChange(values.filter((item) => item !== value));
    else if (values.length < max) props.onChange([...values, value]);
  };
  const onKey = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && shown.length > 0) {
      event.preventDefault();
      setActive((active + steps[event.key]! + shown.length) % shown.length);
    }
    if (event.key === 'Enter' || (event.key === ' ' && !props.search)) {
      event.preventDefault();
      const pick = shown[active];
      if (pick) choose(pick.value);
    }
    if (event.key === 'Tab') close();
  };
  useEffect(() => {
    if (open) document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [open, active, id]);

  const keyboard = {
    'aria-controls': `${id}-list`,
    'aria-activedescendant': shown[active] ? `${id}-${active}` : undefined,
    'data-first': true,
    onKeyDown: onKey,
  };
  return (
    <>
      <button
        ref={trigger}
        type="button"
        className="select"
        role="combobox"
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-label={props.labelledBy ? undefined : props.label}
        aria-labelledby={props.labelledBy ? `${props.labelledBy} ${id}-now` : undefined}
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid || undefined}
        disabled={props.disabled}
        onClick={() => {
          setActive(
            Math.max(
              0,
              picks.findIndex((pick) => values.includes(pick.value)),
            ),
          );
          if (open) close();
          else setOpen(true);
        }}
      >
        <span id={`${id}-now`} className={chosen.length > 0 ? 'cut' : 'cut faint'}>
          {chosen.length === 0
            ? props.placeholder
            : chosen.map((pick, index) => pick?.label ?? values[index]).join(', ')}
        </span>
        <ChevronIcon />
      </button>
      {open && trigger.current && (
        <Popover anchor={trigger.current} wide className="options" onClose={close}>
          {props.search && (
            <input
              {...keyboard}
              type="text"
              role="combobox"
              aria-expanded="true"
              aria-label={`Search: ${props.label}`}
              placeholder="Search"
              autoComplete="off"
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value);
                setActive(0);
              }}
            />
          )}
          <div
            {...(props.search ? {} : keyboard)}
            id={`${id}-list`}
            role="listbox"
            aria-label={props.label}
            aria-multiselectable={max > 1}
            tabIndex={props.search ? -1 : 0}
          >
            {shown.map((pick, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the list
              // biome-ignore lint/a11y/useFocusableInteractive: the list points at it
              <div
                key={pick.value}
                id={`${id}-${index}`}
                role="option"
                className="option"
                aria-selected={values.includes(pick.value)}
                data-active={index === active || undefined}
                onPointerMove={() => setActive(index)}
                onClick={() => choose(pick.value)}
              >
                <PickLabel pick={pick} />
                {values.includes(pick.value) && <CheckIcon />}
              </div>
            ))}
            {shown.length === 0 && <p className="side-note">Nothing found</p>}
          </div>
        </Popover>
      )}
    </>
  );
}
