import { BEGIN, END, evidenceOf } from '../../review/report/evidence';
import { type DeployEvent } from './deploy-output';

/** Says of the packets that a script prints as base64 how many they are: nobody reads them, a report makes a file of them. */
export class EvidenceLines {
  private open:
    { readonly server: string; readonly nonce: string; readonly sha256: string; base64: string } | undefined;

  /** @returns the event, undefined within the packets, and at their end how many there are */
  fold(event: DeployEvent): DeployEvent | undefined {
    if (event.type !== 'script') return event;
    const begin = BEGIN.exec(event.text);
    if (begin !== null) {
      const [, server = '', nonce = '', sha256 = ''] = begin;
      this.open = { server, nonce, sha256, base64: '' };
      return undefined;
    }
    if (this.open === undefined) return event;
    const block = this.open;
    if (END.test(event.text)) {
      this.open = undefined;
      return { type: 'evidence', server: block.server, packets: evidenceOf([block], block.nonce).packets };
    }
    if (/^[A-Za-z0-9+/=]+$/.test(event.text)) {
      block.base64 += event.text;
      return undefined;
    }
    // The end of it is lost.
    this.open = undefined;
    return event;
  }
}
