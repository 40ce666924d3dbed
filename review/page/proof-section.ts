import { type Reviewed } from '../findings';
import { type Section } from './frame';
import { markup } from './markup';

export function proofSection({ stack }: Reviewed): Section {
  return {
    id: 'proof',
    title: 'What the deploy proves',
    short: 'Proof',
    body: stack.isVerified ? markup`<p>The verification.</p>` : markup`<p>Nothing: the stack has no verification.</p>`,
  };
}
