import type { MessageComponent } from '../api/types.ts';
import { getSelectChoices } from '../message-components/choices.ts';
import { SelectMenu } from '../message-components/SelectMenu.tsx';
import { useAppLocation } from '../state/app-location.ts';
import { useClientState } from '../state/session-context.ts';
import { ChoiceGroup } from './ChoiceGroup.tsx';
import { FileField } from './FileField.tsx';
import { ModalComponentType, type Value } from './values.ts';

export interface InputProps {
  id: string;
  labelId: string;
  label: string;
  describedBy: string | undefined;
  component: MessageComponent;
  value: Value | undefined;
  files: File[];
  isInvalid: boolean;
  onValue(value: Value): void;
  onFiles(files: File[]): void;
}

export function ModalInput(props: InputProps) {
  switch (props.component.type) {
    case ModalComponentType.Text:
      return <TextField {...props} />;
    case ModalComponentType.Files:
      return <FileField {...props} />;
    case ModalComponentType.Radio:
    case ModalComponentType.Checks:
      return <ChoiceGroup {...props} />;
    case ModalComponentType.Check:
      return (
        <input
          id={props.id}
          type="checkbox"
          data-input
          className="box"
          checked={props.value === true}
          aria-describedby={props.describedBy}
          aria-invalid={props.isInvalid || undefined}
          onChange={(event) => props.onValue(event.target.checked)}
        />
      );
    default:
      return <SelectField {...props} />;
  }
}

function TextField({ component, value, ...props }: InputProps) {
  const text = String(value ?? '');
  const commonProps = {
    id: props.id,
    'data-input': true,
    className: 'input',
    value: text,
    placeholder: component.placeholder,
    maxLength: component.max_length,
    'aria-required': component.required,
    'aria-describedby': props.describedBy,
    'aria-invalid': props.isInvalid || undefined,
    onChange: (event: { target: { value: string } }) => props.onValue(event.target.value),
  };
  return (
    <div className="text-field">
      {component.style === 2 ? (
        <textarea {...commonProps} rows={4} />
      ) : (
        <input {...commonProps} type="text" autoComplete="off" />
      )}
      {component.max_length !== undefined && component.style === 2 && (
        <span className="count" aria-hidden="true">
          {component.max_length - text.length}
        </span>
      )}
    </div>
  );
}

function SelectField({ component, value, ...props }: InputProps) {
  const { serverId } = useAppLocation();
  const state = useClientState((state) => state);
  return (
    <SelectMenu
      label={props.label}
      labelledBy={props.labelId}
      describedBy={props.describedBy}
      placeholder={component.placeholder ?? 'Make a selection'}
      choices={getSelectChoices(component, state, serverId)}
      values={Array.isArray(value) ? value : []}
      max={component.max_values ?? 1}
      isClearable={!component.required}
      isInvalid={props.isInvalid}
      isSearchable={component.type !== ModalComponentType.Select}
      onChange={props.onValue}
    />
  );
}
