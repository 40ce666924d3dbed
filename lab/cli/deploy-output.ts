/** What a line of `cdktf deploy` or `destroy` says, as far as a person who waits wants to know. */
export type DeployEvent =
  | { readonly type: 'resource'; readonly address: string; readonly text: string }
  | { readonly type: 'script'; readonly address: string; readonly text: string }
  | { readonly type: 'evidence'; readonly server: string; readonly packets: number }
  | { readonly type: 'warning'; readonly text: string };

export const ESCAPES = new RegExp(String.raw`\u001b\[[0-9;?]*[A-Za-z]`, 'g');
/** After the stack's name, or the room that it takes: `inbound-tcp  huaweicloud_vpc.network_vpc (network/vpc): Creation complete after 0s [id=…]` */
const RESOURCE = /^(?:[\w-]*\s{2,})?((?:data\.)?[a-z0-9_]+\.[A-Za-z0-9_-]+)(?: \([^)]*\))?: (.*)$/;
/** `… (remote-exec): text`; cdktf puts the construct's path in between. */
const SCRIPT = /^(?:[\w-]*\s{2,})?([a-z0-9_]+\.[A-Za-z0-9_-]+)(?: \([^)]*\))? \(remote-exec\): ?(.*)$/;
/** What Terraform's SSH client says about itself. */
const CHATTER =
  /^(Connecting to remote host via SSH|Using configured bastion host|Connected!|\s+(Host|User|Password|Private key|Certificate|SSH Agent|Checking Host Key|Target Platform):)/;
/** What the stack warns of at synthesis. */
const WARNING = /^WARN \[[^\]]*\]: (.*)$/;
const ENDED = /^(Creation complete|Modifications complete|Destruction complete|Read complete)/;

/** Reads one line; undefined when it says nothing that matters. */
export function readDeployLine(raw: string): DeployEvent | undefined {
  const line = raw.replace(ESCAPES, '').trimEnd();
  const script = SCRIPT.exec(line);
  if (script !== null) {
    const [, address = '', text = ''] = script;
    return CHATTER.test(text) || text.trim() === '' ? undefined : { type: 'script', address, text };
  }
  const warning = WARNING.exec(line);
  if (warning !== null) return { type: 'warning', text: warning[1] ?? '' };
  const resource = RESOURCE.exec(line);
  if (resource !== null) {
    const [, address = '', text = ''] = resource;
    return ENDED.test(text) ? { type: 'resource', address, text: text.replace(/ \[id=.*$/, '') } : undefined;
  }
  return undefined;
}
