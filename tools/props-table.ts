/** What limits each prop of the constructs of lib/: the limit of a setting, which is checked by the same function. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as ts from 'typescript';
import { SOURCES_PER_SESSION } from '../lib/values/limits';
import { SCENARIOS } from '../lib/settings/schema';
import { settingRows } from './settings-table';

export interface PropRow {
  /** Such as `NetworkProps.vpcName`. */
  readonly prop: string;
  readonly limit: string;
  readonly source: string;
}

/** Setting whose limit a prop has, by interface and prop. */
const AS_SETTING: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  NetworkProps: {
    vpcName: 'network.vpcName',
    vpcCidr: 'network.vpcCidr',
    subnetName: 'network.subnetName',
    subnetCidr: 'network.subnetCidr',
    gatewayIp: 'network.gatewayIp',
    dnsServers: 'network.dnsServers',
    enterpriseProjectId: 'enterpriseProjectId',
    tags: 'tags',
  },
  ServerProps: {
    name: 'servers.source.name',
    flavor: 'servers.source.flavor',
    privateIp: 'servers.source.privateIp',
    keyPair: 'keyPairName',
    availabilityZone: 'servers.source.availabilityZone',
    enterpriseProjectId: 'enterpriseProjectId',
    tags: 'tags',
  },
  SystemDisk: {
    type: 'systemDisk.type',
    sizeGib: 'systemDisk.sizeGib',
    iops: 'systemDisk.iops',
    throughput: 'systemDisk.throughput',
  },
  ImageProps: { image: 'image' },
  ElasticIpProps: {
    name: 'elasticIp.name',
    type: 'elasticIp.type',
    bandwidthName: 'elasticIp.bandwidthName',
    bandwidthSize: 'elasticIp.bandwidthSize',
    chargeMode: 'elasticIp.chargeMode',
    enterpriseProjectId: 'enterpriseProjectId',
    tags: 'tags',
  },
  SecurityGroupProps: {
    name: 'securityGroups.sharedName',
    description: 'mirrorFilter.description',
    enterpriseProjectId: 'enterpriseProjectId',
    tags: 'tags',
  },
  MirrorFilterProps: { name: 'mirrorFilter.name', description: 'mirrorFilter.description' },
  MirrorRuleProps: Object.fromEntries(
    [
      'direction',
      'priority',
      'protocol',
      'ethertype',
      'source',
      'destination',
      'sourcePorts',
      'destinationPorts',
      'description',
    ].map((prop) => [prop, `mirrorFilter.rules[].${prop}`]),
  ),
  MirrorSessionProps: {
    name: 'mirrorSession.name',
    description: 'mirrorSession.description',
    priority: 'mirrorSession.priority',
    vni: 'mirrorSession.vni',
    packetLength: 'mirrorSession.packetLength',
  },
  LocalState: { path: 'stateBackend.path' },
  CloudState: Object.fromEntries(
    ['organization', 'workspace', 'tags', 'project', 'hostname'].map((prop) => [prop, `stateBackend.${prop}`]),
  ),
};

/** Of props that no setting is like. */
const OF_ITS_OWN: Readonly<Record<string, string>> = {
  'MirrorSessionProps.sources': SOURCES_PER_SESSION.source,
  'ServerProps.imageId': 'not documented; only the cloud knows what exists',
  'ServerProps.subnetId': 'not documented; only the cloud knows what exists',
  'ServerProps.securityGroupIds': 'not documented; only the cloud knows what exists',
};

/** A row for each prop of each `…Props` and of what stands in them, in the order of lib/. */
export function propRows(): PropRow[] {
  const settings = new Map(settingRows(SCENARIOS['inbound-tcp']).map((row) => [row.path, row]));
  return propsOf(resolve(__dirname, '../lib')).map(({ owner, name, comment, type }) => {
    const prop = `${owner}.${name}`;
    const path = AS_SETTING[owner]?.[name];
    if (path === undefined) {
      if (comment === '' && /\b(string|number)\b/.test(type)) throw new Error(`${prop} says nothing of its limits`);
      return { prop, limit: comment === '' ? `\`${type}\`` : comment, source: OF_ITS_OWN[prop] ?? 'its type' };
    }
    const setting = settings.get(path);
    if (setting === undefined) throw new Error(`${prop} is limited as no setting: ${path}`);
    return { prop, limit: setting.allowed, source: `as \`${path}\`` };
  });
}

interface Prop {
  readonly owner: string;
  readonly name: string;
  readonly comment: string;
  /** As it is written. */
  readonly type: string;
}

function propsOf(folder: string): Prop[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return files.sort().flatMap((file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    // To parse a file takes a hundred times as long.
    if (![...text.matchAll(/\binterface (\w+)/g)].some(([, name = '']) => isOfProps(name))) return [];
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    return source.statements.filter(isPropsInterface).flatMap((declaration) =>
      declaration.members.filter(ts.isPropertySignature).map((member) => ({
        owner: declaration.name.text,
        name: member.name.getText(source),
        comment: commentOf(member),
        type: member.type?.getText(source) ?? '',
      })),
    );
  });
}

function isPropsInterface(statement: ts.Statement): statement is ts.InterfaceDeclaration {
  if (!ts.isInterfaceDeclaration(statement)) return false;
  const isExported = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
  return isExported && isOfProps(statement.name.text);
}

const isOfProps = (name: string): boolean => /Props$/.test(name) || name in AS_SETTING;

function commentOf(member: ts.PropertySignature): string {
  const [comment] = ts.getJSDocCommentsAndTags(member);
  const text = typeof comment?.comment === 'string' ? comment.comment : '';
  return text.replaceAll(/\s+/g, ' ').trim();
}
