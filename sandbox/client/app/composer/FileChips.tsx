import { FileIcon, TrashIcon } from '../components/icons.tsx';
import { formatBytes } from '../messages/Attachments.tsx';

interface Props {
  files: File[];
  onChange(files: File[]): void;
}

/** Files that are ready to go. */
export function FileChips({ files, onChange }: Props) {
  return (
    <ul className="file-chips">
      {files.map((file, index) => (
        <li key={`${file.name}-${file.lastModified}`}>
          <FileIcon size={28} />
          <span>
            <span className="cut">{file.name}</span>
            <small>{formatBytes(file.size)}</small>
          </span>
          <button
            type="button"
            className="plain"
            aria-label={`Remove ${file.name}`}
            onClick={() => onChange(files.filter((_, fileIndex) => fileIndex !== index))}
          >
            <TrashIcon size={18} />
          </button>
        </li>
      ))}
    </ul>
  );
}
