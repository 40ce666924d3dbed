import { type Construct } from 'constructs';
import { HuaweicloudProvider } from '../../.gen/providers/huaweicloud/provider';
import { type Settings } from '../settings/settings';

/** Settings are props: only these two are looked at. */
export type ProviderProps = Pick<Settings, 'region' | 'provider'>;

/**
 * The provider block. Credentials are never in it: the provider reads them from its own HW_* environment, and so it
 * does with the region when the settings name none.
 */
export function addProvider(scope: Construct, { region, provider }: ProviderProps): HuaweicloudProvider {
  const { endpoints: given = {}, ...rest } = provider;
  const endpoints = definedOnly(given);
  const isPrivateRegion = Object.keys(endpoints).length > 0;
  return new HuaweicloudProvider(scope, 'huaweicloud', {
    region,
    ...rest,
    endpoints: isPrivateRegion ? endpoints : undefined,
    // Asks Huawei Cloud's billing service which site the account is of: a private region has none, and the provider
    // would wait a minute for it.
    skipCheckWebsiteType: isPrivateRegion ? true : undefined,
  });
}

function definedOnly(record: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
