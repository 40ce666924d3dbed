import { type Scenario, type SettingsInput } from '../../../lib/settings/settings';
import { type RegionOptions } from '../../../lab/region/start-region';
import { synth } from '../../synth';
import { TerraformProject } from './terraform-project';
import { attributesIn, without } from './terraform-state';

const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ000000000000000000000000000000000000000000 lab';
const FILE = 'main.tf.json';

/** Arguments of the commands that want the stack's variables. */
export const variables = ['-var=trusted_cidr=198.51.100.1/32', `-var=ssh_public_key=${key}`];

/** The stack's own JSON, for a region whose address only Terraform knows. Not verified unless the settings say so. */
function stack(settings: SettingsInput | SettingsInput<Scenario>): string {
  const services = ['vpc', 'ecs', 'evs', 'ims', 'iam', 'kms', 'dns', 'bss'];
  const endpoints = Object.fromEntries(services.map((service) => [service, 'http://127.0.0.1:9/']));
  const template = synth({
    verification: { enabled: false },
    ...settings,
    region: 'lab-region-1',
    provider: { endpoints, projectId: '0123456789abcdef0123456789abcdef' },
    stateBackend: { type: 'local', path: 'terraform.tfstate' },
  });
  const open = { ...template, variable: { ...template.variable, ep: {} } };
  return JSON.stringify(open).replaceAll('http://127.0.0.1:9/', '${var.ep}/');
}

export function startStack(
  settings: SettingsInput | SettingsInput<Scenario>,
  options: Partial<RegionOptions> = {},
): Promise<TerraformProject> {
  return TerraformProject.start({ [FILE]: stack(settings) }, options);
}

export function changeStack(project: TerraformProject, settings: SettingsInput | SettingsInput<Scenario>): void {
  project.write(FILE, stack(settings));
}

/** The texts of the warnings, or of the errors, in what Terraform says, each on one line. */
export function said(output: string, what: 'Warning' | 'Error'): string[] {
  return output
    .split(/^(?=(?:│ )?(?:Warning|Error): )/m)
    .filter((text) => text.includes(`${what}: `))
    .map((text) => text.replaceAll(/\s*\n(?:│ ?)?\s*/g, ' ').trim());
}

/** The attributes of a resource in the state. */
export const inState = (project: TerraformProject, type: string, name: string): Readonly<Record<string, unknown>> =>
  attributesIn(project.state(), `${type}.${name}`);

/** Takes a resource out of the state, as `terraform state rm` does. Returns its id. */
export function forget(project: TerraformProject, type: string, name: string): string {
  const { id } = inState(project, type, name);
  project.write('terraform.tfstate', JSON.stringify(without(project.state(), `${type}.${name}`)));
  return String(id);
}
