import { z } from 'zod';
import { DHCP_OPTIONS, NUMBERS } from '../../limits';
import { ipv4Number } from '../../../addresses/ipv4-block';
import { isDistinct } from '../../schema';

/** What a subnet has that asks for nothing. */
export const defaultDhcpOptions = [{ opt_name: 'addresstime' as const, opt_value: '24h' }];

const { leaseHours, ntpServers } = NUMBERS;

function isNtp(text: string): boolean {
  const servers = text.split(',');
  return (
    servers.length <= ntpServers.max && isDistinct(servers) && servers.every((one) => ipv4Number(one) !== undefined)
  );
}

/** Of at least two labels of letters, digits and hyphens. */
const isDomain = (text: string): boolean =>
  text.length <= 254 && /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/i.test(text);

const isLease = (text: string): boolean =>
  text === '-1' || (/^[1-9]\d{0,5}h$/.test(text) && Number.parseInt(text, 10) <= leaseHours.max);

const lease = [isLease, `-1 or ${leaseHours.min}h to ${leaseHours.max}h`] as const;

const values: Readonly<Record<(typeof DHCP_OPTIONS)[number], readonly [(text: string) => boolean, string]>> = {
  ntp: [isNtp, `at most ${ntpServers.max} different IPv4 addresses with commas between`],
  domainname: [isDomain, 'a domain name of two labels or more'],
  addresstime: lease,
  ipv6_addresstime: lease,
};

/** Without a value an option is taken away (API reference of VPC: CreateSubnet, extra_dhcp_opt; provider source: vpc_subnet). */
const option = z
  .strictObject({ opt_name: z.enum(DHCP_OPTIONS), opt_value: z.string().nullish() })
  .superRefine(({ opt_name: name, opt_value: value }, context) => {
    const [isRight, message] = values[name];
    if (value == null || isRight(value)) return;
    context.addIssue({ code: 'custom', path: ['opt_value'], message: `${name} is ${message}`, input: value });
  });

/** The `extra_dhcp_opts` of a subnet. */
export const dhcpOptions = z
  .array(option)
  .refine((options) => isDistinct(options.map((one) => one.opt_name)), 'an option is listed twice');

/**
 * The `extra_dhcp_opts` of a port: how long its lease is, by the option's number (API reference of VPC: CreatePort,
 * extra_dhcp_opts).
 */
export const portDhcpOptions = z
  .array(
    z.strictObject({
      opt_name: z.literal('51', { error: 'only 51, the lease' }),
      opt_value: z.string().refine(...lease),
    }),
  )
  .max(1, 'an option is listed twice');
