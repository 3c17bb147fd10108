import type { Part } from '../api/types.ts';
import { Picker } from '../parts/Picker.tsx';
import { picksOf } from '../parts/picks.ts';
import { usePlace } from '../state/place.ts';
import { useWorld } from '../state/session-context.ts';
import { ChoiceGroup } from './ChoiceGroup.tsx';
import { FileField } from './FileField.tsx';
import { Type, type Value } from './values.ts';

export interface InputProps {
  id: string;
  labelId: string;
  label: string;
  describedBy: string | undefined;
  part: Part;
  value: Value | undefined;
  files: File[];
  invalid: boolean;
  onValue(value: Value): void;
  onFiles(files: File[]): void;
}

export function ModalInput(props: InputProps) {
  switch (props.part.type) {
    case Type.Text:
      return <TextField {...props} />;
    case Type.Files:
      return <FileField {...props} />;
    case Type.Radio:
    case Type.Checks:
      return <ChoiceGroup {...props} />;
    case Type.Check:
      return (
        <input
          id={props.id}
          type="checkbox"
          data-input
          className="box"
          checked={props.value === true}
          aria-describedby={props.describedBy}
          aria-invalid={props.invalid || undefined}
          onChange={(event) => props.onValue(event.target.checked)}
        />
      );
    default:
      return <SelectField {...props} />;
  }
}

function TextField({ part, value, ...props }: InputProps) {
  const text = String(value ?? '');
  const common = {
    id: props.id,
    'data-input': true,
    className: 'input',
    value: text,
    placeholder: part.placeholder,
    maxLength: part.max_length,
    'aria-required': part.required,
    'aria-describedby': props.describedBy,
    'aria-invalid': props.invalid || undefined,
    onChange: (event: { target: { value: string } }) => props.onValue(event.target.value),
  };
  return (
    <div className="text-field">
      {part.style === 2 ? (
        <textarea {...common} rows={4} />
      ) : (
        <input {...common} type="text" autoComplete="off" />
      )}
      {part.max_length !== undefined && part.style === 2 && (
        <span className="count" aria-hidden="true">
          {part.max_length - text.length}
        </span>
      )}
    </div>
  );
}

function SelectField({ part, value, ...props }: InputProps) {
  const { serverId } = usePlace();
  const world = useWorld((state) => state);
  return (
    <Picker
      label={props.label}
      labelledBy={props.labelId}
      describedBy={props.describedBy}
      placeholder={part.placeholder ?? 'Make a selection'}
      picks={picksOf(part, world, serverId)}
      values={Array.isArray(value) ? value : []}
      max={part.max_values ?? 1}
      optional={!part.required}
      invalid={props.invalid}
      search={part.type !== Type.Select}
      onChange={props.onValue}
    />
  );
}
