export function BotTag() {
  return <span className="tag">APP</span>;
}
