import { useId } from 'react';
import type { Part } from '../api/types.ts';
import { Markdown } from '../markdown/Markdown.tsx';
import { ModalInput } from './ModalInput.tsx';
import { Type, type Value, type Values } from './values.ts';

interface Props {
  part: Part;
  values: Values;
  files: Record<string, File[]>;
  problem: { field?: string | undefined; message: string } | null;
  onValue(name: string, value: Value): void;
  onFiles(name: string, files: File[]): void;
}

/** A row of a modal: text, or a field with its label, description and what is wrong with it. */
export function ModalItem({ part, values, files, problem, onValue, onFiles }: Props) {
  const id = useId();
  if (part.type === Type.Display) return <Markdown text={part.content ?? ''} />;
  const input = part.component ?? part.components?.[0];
  if (!input) return null;
  const name = input.custom_id!;
  const wrong = problem?.field === name;
  const group = input.type === Type.Radio || input.type === Type.Checks;
  const Box = group ? 'fieldset' : 'div';
  const label = (
    <>
      {part.label ?? input.label}
      {input.required && input.type !== Type.Check && (
        <span className="required" aria-hidden="true">
          *
        </span>
      )}
    </>
  );
  const described = [part.description && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean);
  return (
    <Box className="field" aria-describedby={group ? described.join(' ') : undefined}>
      {group ? (
        <legend className="field-label">{label}</legend>
      ) : (
        <label className="field-label" id={`${id}-label`} htmlFor={`${id}-input`}>
          {label}
        </label>
      )}
      {part.description && (
        <p className="field-hint" id={`${id}-hint`}>
          {part.description}
        </p>
      )}
      <ModalInput
        id={`${id}-input`}
        labelId={`${id}-label`}
        label={part.label ?? input.label ?? name}
        describedBy={described.join(' ') || undefined}
        part={input}
        value={values[name]}
        files={files[name] ?? []}
        invalid={wrong}
        onValue={(value) => onValue(name, value)}
        onFiles={(list) => onFiles(name, list)}
      />
      {wrong && (
        <p className="failure" id={`${id}-wrong`} role="alert">
          {problem.message}
        </p>
      )}
    </Box>
  );
}
