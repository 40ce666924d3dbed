import { dependable, TerraformLocal, TerraformOutput } from 'cdktf';
import { type Construct } from 'constructs';
import { NetworkingSecgroupRule } from '../../.gen/providers/huaweicloud/networking-secgroup-rule';
import { ExistingTarget } from '../servers/existing-target';
import { MirrorFilter } from '../mirror/mirror-filter';
import { MirrorSessions } from '../mirror/mirror-sessions';
import { ExistingServers, type Finding } from '../servers/existing-servers';
import { RoutesToTarget } from '../servers/routes-to-target';
import { literal } from '../servers/server-search';
import { Subnets } from '../servers/subnets';
import { type Settings } from '../settings/settings';
import { type VerificationVariables } from '../stack/stack-variables';
import { VXLAN_PORT } from '../values/limits';
import { type Verification } from '../verification/verification';
import { type Watch } from '../verification/watch';
import { collectExistingServers } from './collect-existing-servers';
import { inWords } from './existing-servers-in-words';
import { proofFindings, proveExistingServers } from './prove-existing-servers';
import { SettingsStack } from './settings-stack';

/**
 * Mirrors servers that exist already, and touches nothing of theirs: the stack makes a filter, the sessions, and the rules
 * that let the copies into the target. Servers are found at each plan, so that a new one is mirrored by the next deploy.
 */
export class ExistingServersStack extends SettingsStack<Settings<'existing-servers'>> {
  /** Absent where nothing is sent. */
  readonly verification?: Verification;
  /** Absent where nothing is watched. */
  readonly watch?: Watch;
  readonly target: ExistingTarget;
  readonly sources: ExistingServers;
  readonly filter: MirrorFilter;
  readonly sessions: MirrorSessions;
  /** Expression of the map of what is mirrored, by network interface id: without the target. */
  private readonly mirrored: string;

  constructor(scope: Construct, settings: Settings<'existing-servers'>, id?: string) {
    super(scope, settings, id);
    const { serverMirror: mirror } = settings;
    const subnets = new Subnets(this, 'subnets');
    this.target = new ExistingTarget(this, 'target', settings.target, subnets);
    this.sources = new ExistingServers(this, 'sources', {
      search: settings.sources,
      exclude: settings.exclude,
      subnets,
    });
    const other = this.target.type === 'eni' ? `id != ${this.target.interface}.id` : 'true';
    this.mirrored = this.local(
      'mirrored-interfaces',
      `{ for id, one in ${this.sources.interfaces} : id => one if ${other} }`,
    );
    this.filter = new MirrorFilter(this, 'mirror-filter', {
      name: mirror.filterName,
      rules: mirror.rules,
      description: mirror.filterDescription,
    });
    const routes = new RoutesToTarget(this, 'routes', {
      sources: this.mirrored,
      target: this.target,
      subnets,
      planChecks: settings.planChecks,
    });
    this.filter.require([
      ...this.findings(subnets),
      ...routes.findings,
      ...proofFindings(settings, { mirrored: this.mirrored, interfaces: this.sources.interfaces }),
    ]);
    const rules = this.letCopiesIn();
    this.sessions = new MirrorSessions(this, 'mirror-sessions', {
      name: mirror.sessionName,
      filter: this.filter,
      sources: `keys(${this.mirrored})`,
      target: this.target,
      priority: mirror.priority,
      vni: mirror.vni,
      oneVni: mirror.oneVni,
      packetLength: mirror.packetLength,
      enabled: mirror.enabled,
      description: mirror.sessionDescription,
      planChecks: settings.planChecks,
      dependsOn: rules,
    });
    const { filter, sessions, target, mirrored } = this;
    const variables = (): VerificationVariables => this.loginVariables;
    const collectors = collectExistingServers(this, settings, { sessions, target, rules, variables });
    const proofs = proveExistingServers(this, settings, {
      ...{ filter, sessions, target, mirrored, rules, variables, collectors },
    });
    if (proofs.verification !== undefined) this.verification = proofs.verification;
    if (proofs.watch !== undefined) this.watch = proofs.watch;
    this.addOutputs();
    const [targetRule] = rules;
    new TerraformLocal(
      this,
      'mirrored-in-words',
      inWords(settings, { session: this.sessions.all, targetRule: targetRule && dependable(targetRule) }),
    ).overrideLogicalId('mirrored_in_words');
  }

  /** UDP 4789 into the target from each source, unless the settings say that it is open. */
  private letCopiesIn(): NetworkingSecgroupRule[] {
    const { target, serverMirror: mirror } = this.settings;
    const isOpen = target.isOpen || (this.target.type === 'elb' && target.securityGroupId === undefined);
    if (isOpen) return [];
    const rule = new NetworkingSecgroupRule(this, 'target-rule', {
      securityGroupId: target.securityGroupId ?? this.target.securityGroupId(),
      direction: 'ingress',
      ethertype: 'IPv4',
      protocol: 'udp',
      ports: String(VXLAN_PORT),
      remoteIpPrefix: '${each.key}/32',
      description: `Allows mirrored packets of ${mirror.sessionName}.`,
    });
    // Terraform evaluates it once more for each rule, and a set takes it longer than a map.
    rule.addOverride(
      'for_each',
      `\${${this.local('target-rule-sources', `tomap({ for address, same in { for one in values(${this.mirrored}) : one.address => true... } : address => address })`)}}`,
    );
    return [rule];
  }

  /** @returns an expression that takes no time, of one that Terraform evaluates once */
  private local(id: string, expression: string): string {
    return `local.${new TerraformLocal(this, id, `\${${expression}}`).friendlyUniqueId}`;
  }

  /** What must hold before anything is made: a sentence for each thing, in the user's names. */
  private findings(subnets: Subnets): Finding[] {
    const { mirrorSourceFlavorFamilies: families } = this.settings;
    const isNoSource = `!contains(${literal(families)}, split(".", one.flavor)[0])`;
    const wrong = `distinct([for one in values(${this.mirrored}) : "\${one.server} (\${one.flavor})" if ${isNoSource}])`;
    return [
      ...this.sources.findings,
      ...this.target.findings.map(({ condition, errorMessage }) => ({
        condition,
        errorMessage: errorMessage.replace(/^no server/, 'the mirror target: no server'),
      })),
      {
        condition: `length(${wrong}) == 0`,
        errorMessage:
          `these servers cannot be mirrored, because their flavors are not of the families ${families.join(', ')}: \${join(", ", ${wrong})}; ` +
          'name them in exclude, or, when Huawei Cloud extends the list, add the family to mirrorSourceFlavorFamilies',
      },
      {
        // Where nothing is found, that is said already.
        condition: [
          `length(${this.mirrored}) > 0`,
          ...this.sources.findings.map(({ condition }) => `!(${condition})`),
        ].join(' || '),
        errorMessage: `nothing is left to mirror in region \${${subnets.region}}: what sources names is excluded, or is the mirror target`,
      },
    ];
  }

  private addOutputs(): void {
    const output = (name: string, value: unknown, description: string): void => {
      new TerraformOutput(this, name, { value, description });
    };
    output('mirror_filter_id', this.filter.filterId, 'Id of the mirror filter.');
    output(
      'mirror_sessions',
      `\${{ for number, one in ${this.sessions.all} : one.name => { id = one.id, priority = one.priority, vni = one.virtual_network_id, sources = length(one.traffic_mirror_sources) } }}`,
      'Ids, priorities, VNIs and numbers of sources of the mirror sessions, by name.',
    );
    output(
      'mirrored',
      `\${{ for id, one in ${this.mirrored} : "\${one.server} \${one.address}" => format("%s-%s", ${literal(this.sessions.name)}, ${this.sessions.places.numberOf('id')}) }}`,
      'Which session mirrors which network interface, by server and address.',
    );
    const proofs = [this.verification, this.watch].flatMap((one) => one?.proof ?? []);
    const [first] = proofs;
    if (first !== undefined) {
      output(
        'verified',
        { ...first, id: proofs.map(({ id }) => id).join(' ') },
        'The run of the verification that passed last: verification_run as it was, and an id of its own.',
      );
    }
  }
}
