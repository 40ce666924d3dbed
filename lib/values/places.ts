/** Where things are: regions, zones and hosts. The cloud alone knows which exist; these say what none can look like. */
import { isIP } from 'node:net';
import { type Problem } from './input-error';
import { PORT } from './limits';
import { checkNotEmpty } from './text';
import { shown } from './shown';

/**
 * Ids of regions are parts of host names (`vpc.cn-north-4.myhuaweicloud.com`): Huawei Cloud's page "Regions and
 * Endpoints"; the form is RFC 1123's of a label, and the ids are all lower case.
 */
export function checkRegion(text: string): Problem {
  return checkForm(
    text,
    /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
    'the id of a region such as cn-north-4, of lower-case letters, digits and inner hyphens',
  );
}

/** Private regions have zones such as `az1.dc0`; that no blank or slash is in one holds for all that are documented. */
export function checkAvailabilityZone(text: string): Problem {
  return checkForm(
    text,
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    'the name of a zone such as cn-north-4a, of letters, digits, "-", "_" and "."',
  );
}

/** A project's id stands in the path of every call: API reference of each service, project_id. */
export function checkProjectId(text: string): Problem {
  return checkForm(text, /^[A-Za-z0-9_-]{1,64}$/, 'an id of 1 to 64 letters, digits, "_" or "-"');
}

/** API reference of EIP, CreatePublicip, enterprise_project_id: a UUID, or 0 for the default project. */
export function checkEnterpriseProjectId(text: string): Problem {
  return checkForm(text, /^[A-Za-z0-9-]{1,36}$/, '0 or an id of at most 36 letters, digits and hyphens');
}

function checkForm(text: string, form: RegExp, what: string): Problem {
  return checkNotEmpty(text) ?? (form.test(text) ? undefined : `must be ${what}, got: ${shown(text)}`);
}

/** The provider puts version and path behind it: provider source, config/endpoints.go. */
export function checkUrl(text: string): Problem {
  // Shown, a password would be in a log.
  if (/^[^/]*\/\/[^/]*@/.test(text))
    return 'must be an http or https URL without user and password, which are not shown here';
  if (!/^https?:\/\/[^/\s]+(\/\S*)?$/.test(text)) return `must be an http or https URL, got: ${shown(text)}`;
  if (/[?#\\]/.test(text)) return `must be an http or https URL without "?", "#" and "\\", got: ${shown(text)}`;
  if (URL.canParse(text)) return undefined;
  return `must be an http or https URL with a host that can be and a port of at most ${PORT.max}, got: ${shown(text)}`;
}

/** Where SSH reaches a server: an IP address, or a host name without a port; Terraform's documentation, "connection", host. */
export function checkSshHost(text: string): Problem {
  const isName = !text.includes(':') && checkHostname(text) === undefined;
  if (isName || isIP(text) !== 0) return undefined;
  return `must be an IP address or a host name, without user and port, got: ${shown(text)}`;
}

/** Without its version, the provider asks the identity service for one: provider source, golangsdk. */
export function checkIdentityUrl(text: string): Problem {
  return checkUrl(text) ?? (text.endsWith('/v3') ? undefined : `must end in /v3, got: ${shown(text)}`);
}

/**
 * As Terraform takes it: no scheme before it, also without a dot, as in a company's own network, and with a port. Sources:
 * RFC 1123, RFC 5890 for letters that are not ASCII, and Terraform's documentation, "HCP Terraform settings", hostname.
 */
export function checkHostname(text: string): Problem {
  const label = '[\\p{L}\\p{N}]([\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?';
  const found = new RegExp(`^${label}(\\.${label})*(:(?<port>\\d{1,5}))?$`, 'u').exec(text);
  const port = found?.groups?.['port'];
  const isHost = found !== null && text.length <= 253;
  if (isHost && (port === undefined || (Number(port) >= PORT.min && Number(port) <= PORT.max))) return undefined;
  return `must be a host name such as tfe.example.com, got: ${shown(text)}`;
}
