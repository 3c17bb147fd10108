import { useId } from 'react';
import type { MessageComponent } from '../api/types.ts';
import { Markdown } from '../markdown/Markdown.tsx';
import { ModalInput } from './ModalInput.tsx';
import { ModalComponentType, type Value, type Values } from './values.ts';

interface Props {
  component: MessageComponent;
  values: Values;
  files: Record<string, File[]>;
  problem: { field?: string | undefined; message: string } | null;
  onValue(name: string, value: Value): void;
  onFiles(name: string, files: File[]): void;
}

/** A row of a modal: text, or a field with its label, description and what is wrong with it. */
export function ModalItem({ component, values, files, problem, onValue, onFiles }: Props) {
  const id = useId();
  if (component.type === ModalComponentType.Display)
    return <Markdown text={component.content ?? ''} />;
  const input = component.component ?? component.components?.[0];
  if (!input) return null;
  const name = input.custom_id!;
  const isInvalid = problem?.field === name;
  const isGroup =
    input.type === ModalComponentType.Radio || input.type === ModalComponentType.Checks;
  const Wrapper = isGroup ? 'fieldset' : 'div';
  const label = (
    <>
      {component.label ?? input.label}
      {input.required && input.type !== ModalComponentType.Check && (
        <span className="required" aria-hidden="true">
          *
        </span>
      )}
    </>
  );
  const descriptionIds = [component.description && `${id}-hint`, isInvalid && `${id}-wrong`].filter(
    Boolean,
  );
  return (
    <Wrapper className="field" aria-describedby={isGroup ? descriptionIds.join(' ') : undefined}>
      {isGroup ? (
        <legend className="field-label">{label}</legend>
      ) : (
        <label className="field-label" id={`${id}-label`} htmlFor={`${id}-input`}>
          {label}
        </label>
      )}
      {component.description && (
        <p className="field-hint" id={`${id}-hint`}>
          {component.description}
        </p>
      )}
      <ModalInput
        id={`${id}-input`}
        labelId={`${id}-label`}
        label={component.label ?? input.label ?? name}
        describedBy={descriptionIds.join(' ') || undefined}
        component={input}
        value={values[name]}
        files={files[name] ?? []}
        isInvalid={isInvalid}
        onValue={(value) => onValue(name, value)}
        onFiles={(list) => onFiles(name, list)}
      />
      {isInvalid && (
        <p className="failure" id={`${id}-wrong`} role="alert">
          {problem.message}
        </p>
      )}
    </Wrapper>
  );
}
