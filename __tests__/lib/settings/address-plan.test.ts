import { parseSettings } from '../../../lib/settings/settings';
import { problemsOf } from '../../problems';

const source = (privateIp: string): object => ({ servers: { source: { privateIp } } });

test('the guide has no problem', () => {
  expect(problemsOf({})).toEqual([]);
});

describe('the subnet', () => {
  test('must be inside the VPC', () => {
    expect(problemsOf({ network: { subnetCidr: '10.0.0.0/24' } })).toEqual([
      'trafficMirroring.network.subnetCidr must be inside network.vpcCidr (192.168.0.0/16), got: 10.0.0.0/24',
    ]);
  });

  test('must not be wider than the VPC', () => {
    expect(problemsOf({ network: { vpcCidr: '192.168.0.0/24', subnetCidr: '192.168.0.0/23' } })).toEqual([
      'trafficMirroring.network.subnetCidr must be inside network.vpcCidr (192.168.0.0/24), got: 192.168.0.0/23',
    ]);
  });

  test('must have room', () => {
    expect(problemsOf({ network: { subnetCidr: '192.168.0.160/29' } })).toEqual([
      'trafficMirroring.network.subnetCidr must have a mask of at most 28 bits, got: 192.168.0.160/29',
    ]);
  });

  test('may be as small as 28 bits', () => {
    // GIVEN
    const servers = {
      source: { privateIp: '192.168.0.162' },
      target: { privateIp: '192.168.0.163' },
      test: { privateIp: '192.168.0.164' },
    };
    // THEN
    expect(problemsOf({ network: { subnetCidr: '192.168.0.160/28' }, servers })).toEqual([]);
  });
});

describe('the gateway', () => {
  test("is the subnet's second address unless it is given", () => {
    expect(parseSettings({}).network.gatewayIp).toBe('192.168.0.1');
    expect(parseSettings({ network: { gatewayIp: '192.168.0.9' } }).network.gatewayIp).toBe('192.168.0.9');
  });

  test('must be inside the subnet', () => {
    expect(problemsOf({ network: { gatewayIp: '192.168.1.1' } })).toEqual([
      'trafficMirroring.network.gatewayIp must be inside network.subnetCidr (192.168.0.0/24), got: 192.168.1.1',
    ]);
  });

  test('must not be a reserved address', () => {
    expect(problemsOf({ network: { gatewayIp: '192.168.0.254' } })).toEqual([
      "trafficMirroring.network.gatewayIp must be free, got: 192.168.0.254, which is the subnet's DHCP server",
    ]);
  });

  test('must not be the address of a server', () => {
    expect(problemsOf({ network: { gatewayIp: '192.168.0.161' } })).toEqual([
      "trafficMirroring.servers.test.privateIp must be free, got: 192.168.0.161, which is the subnet's gateway",
    ]);
  });
});

describe('a private IP', () => {
  test.each(['192.168.1.230', '10.0.0.1'])('%s is outside the subnet', (address) => {
    expect(problemsOf(source(address))).toEqual([
      `trafficMirroring.servers.source.privateIp must be inside network.subnetCidr (192.168.0.0/24), got: ${address}`,
    ]);
  });

  test.each([
    ['192.168.0.0', 'the network address'],
    ['192.168.0.1', "the subnet's gateway"],
    ['192.168.0.253', "the subnet's system interface"],
    ['192.168.0.254', "the subnet's DHCP server"],
    ['192.168.0.255', 'the broadcast address'],
  ])('%s is %s', (address, use) => {
    expect(problemsOf(source(address))).toEqual([
      `trafficMirroring.servers.source.privateIp must be free, got: ${address}, which is ${use}`,
    ]);
  });

  test.each(['192.168.0.2', '192.168.0.252'])('%s is free', (address) => {
    expect(problemsOf(source(address))).toEqual([]);
  });

  test.each([
    ['target', 'ECS-source', '192.168.0.230'],
    ['test', 'ECS-source', '192.168.0.230'],
    ['test', 'ECS-target', '192.168.0.164'],
  ])('of %s must not be that of %s', (role, owner, address) => {
    expect(problemsOf({ servers: { [role]: { privateIp: address } } })).toEqual([
      `trafficMirroring.servers.${role}.privateIp must be free, got: ${address}, which is the address of ${owner}`,
    ]);
  });

  test('of each server is checked', () => {
    expect(
      problemsOf({ network: { vpcCidr: '10.0.0.0/8', subnetCidr: '10.0.0.0/24' } }).map((problem) =>
        problem.split(' ', 1).join(),
      ),
    ).toEqual([
      'trafficMirroring.servers.source.privateIp',
      'trafficMirroring.servers.target.privateIp',
      'trafficMirroring.servers.test.privateIp',
    ]);
  });
});
