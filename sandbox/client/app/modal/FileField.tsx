import { FileChips } from '../composer/FileChips.tsx';
import type { InputProps } from './ModalInput.tsx';

export function FileField({ id, component, files, isInvalid, describedBy, onFiles }: InputProps) {
  const max = component.max_values ?? 1;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a short cut to the button inside
    <div
      className="drop"
      data-invalid={isInvalid || undefined}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        onFiles([...files, ...event.dataTransfer.files].slice(0, max));
      }}
    >
      {files.length > 0 && <FileChips files={files} onChange={onFiles} />}
      <input
        id={id}
        type="file"
        data-input
        multiple={max > 1}
        aria-describedby={describedBy}
        aria-invalid={isInvalid || undefined}
        onChange={(event) => {
          onFiles([...files, ...(event.target.files ?? [])].slice(-max));
          event.target.value = '';
        }}
      />
    </div>
  );
}
