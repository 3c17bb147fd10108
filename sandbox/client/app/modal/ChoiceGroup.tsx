import type { InputProps } from './ModalInput.tsx';
import { ModalComponentType } from './values.ts';

/** Radio buttons, or boxes to tick. */
export function ChoiceGroup({ id, component, value, isInvalid, onValue }: InputProps) {
  const isRadio = component.type === ModalComponentType.Radio;
  const chosen = Array.isArray(value) ? value : [String(value ?? '')];
  const toggle = (item: string) => {
    if (isRadio) onValue(item);
    else
      onValue(chosen.includes(item) ? chosen.filter((other) => other !== item) : [...chosen, item]);
  };
  return (
    <div className="choices">
      {component.options?.map((option, index) => (
        <label key={option.value} className="choice" data-chosen={chosen.includes(option.value)}>
          <input
            type={isRadio ? 'radio' : 'checkbox'}
            name={id}
            data-input={index === 0 || undefined}
            aria-invalid={isInvalid || undefined}
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
