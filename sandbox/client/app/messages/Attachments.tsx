import type { APIAttachment } from 'discord-api-types/v10';
import { DownloadIcon, FileIcon } from '../components/icons.tsx';

export function Attachments({ files }: { files: APIAttachment[] }) {
  return (
    <div className="attachments">
      {files.map((file) => (
        <Attachment key={file.id} file={file} />
      ))}
    </div>
  );
}

function Attachment({ file }: { file: APIAttachment }) {
  const type = file.content_type ?? '';
  if (type.startsWith('image/'))
    return (
      <a href={file.url} target="_blank" rel="noreferrer" className="picture">
        <img src={file.url} alt={file.description ?? file.filename} />
      </a>
    );
  return (
    <div>
      <FileCard name={file.filename} url={file.url} size={file.size} />
      {type.startsWith('audio/') && (
        // biome-ignore lint/a11y/useMediaCaption: people's recordings have no captions
        <audio controls preload="none" src={file.url} aria-label={file.filename} />
      )}
    </div>
  );
}

export function FileCard({ name, url, size }: { name: string; url: string; size: number }) {
  return (
    <div className="file-card">
      <FileIcon size={30} />
      <div>
        <a href={url} target="_blank" rel="noreferrer" className="cut">
          {name}
        </a>
        <span>{formatBytes(size)}</span>
      </div>
      <a href={url} download={name} aria-label={`Download ${name}`} className="header-button">
        <DownloadIcon />
      </a>
    </div>
  );
}

export function formatBytes(sizeBytes: number): string {
  if (sizeBytes < 1024) return `${sizeBytes} bytes`;
  if (sizeBytes < 1024 ** 2) return `${(sizeBytes / 1024).toFixed(2)} KB`;
  return `${(sizeBytes / 1024 ** 2).toFixed(2)} MB`;
}
