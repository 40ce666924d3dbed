import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun } from './fabric/command';
import { type Operator } from './fabric/operator';

/**
 * Starts an ssh-agent in the operator's place, with an ed25519 key made for it. The private key is in the agent's memory
 * and nowhere else: whoever wants to log in has to ask the agent, as with an agent of one's own. It ends with the place.
 * @param socket where it listens, a path in the operator's place that only root can reach
 * @returns the public key, in OpenSSH format
 */
export async function startAgent(operator: Operator, socket: string): Promise<string> {
  const script = readFileSync(join(__dirname, 'ssh-agent.sh'), 'utf8');
  const argv = [...operator.enter, 'sh', '-c', script, 'ssh-agent.sh', socket];
  return (await mustRun(argv, { name: "the lab's ssh-agent" })).trim();
}
