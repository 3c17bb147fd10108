import type { InputProps } from './ModalInput.tsx';
import { Type } from './values.ts';

/** Radio buttons, or boxes to tick. */
export function ChoiceGroup({ id, part, value, invalid, onValue }: InputProps) {
  const single = part.type === Type.Radio;
  const chosen = Array.isArray(value) ? value : [String(value ?? '')];
  const toggle = (item: string) => {
    if (single) onValue(item);
    else
      onValue(chosen.includes(item) ? chosen.filter((other) => other !== item) : [...chosen, item]);
  };
  return (
    <div className="choices">
      {part.options?.map((option, index) => (
        <label key={option.value} className="choice" data-chosen={chosen.includes(option.value)}>
          <input
            type={single ? 'radio' : 'checkbox'}
            name={id}
            data-input={index === 0 || undefined}
            aria-invalid={invalid || undefined}
            checked={chosen.includes(option.value)}
            onChange={() => toggle(option.value)}
          />
          <span>
            {option.label}
            {option.description && <small>{option.description}</small>}
          </span>
        </label>
      ))}
    </div>
  );
}
