import { type Call, type DataSourceType, type ResourceType } from '../engine/definition';
import { type Api } from './api';
import { type Settings } from './settings';

/** What the provider block has become. */
export interface Huaweicloud {
  readonly settings: Settings;
  readonly api: Api;
}

export type HuaweicloudCall = Call<Huaweicloud>;
export type HuaweicloudResource = ResourceType<Huaweicloud>;
export type HuaweicloudDataSource = DataSourceType<Huaweicloud>;

export const apiOf = ({ meta }: HuaweicloudCall): Api => meta.api;
