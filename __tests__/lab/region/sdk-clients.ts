import { BasicCredentials } from '@huaweicloud/huaweicloud-sdk-core';
import { ClientBuilder } from '@huaweicloud/huaweicloud-sdk-core/ClientBuilder';
import { type HcClient } from '@huaweicloud/huaweicloud-sdk-core/HcClient';
import { type SdkResponse } from '@huaweicloud/huaweicloud-sdk-core/SdkResponse';
import * as ecs from '@huaweicloud/huaweicloud-sdk-ecs/v2/public-api';
import * as iam from '@huaweicloud/huaweicloud-sdk-iam/v3/public-api';
import * as vpc2 from '@huaweicloud/huaweicloud-sdk-vpc/v2/public-api';
import * as vpc3 from '@huaweicloud/huaweicloud-sdk-vpc/v3/public-api';
import { type RegionUnderTest } from './region-under-test';

/** A value inside an answer, whose fields the SDK's types hide; throws when it is not there. */
export function pick(answer: unknown, ...path: (string | number)[]): string {
  const value = path.reduce<unknown>((at, key) => (at as Record<string | number, unknown> | undefined)?.[key], answer);
  if (typeof value !== 'string') throw new Error(`${path.join('.')} is missing in ${JSON.stringify(answer)}`);
  return value;
}

/** Huawei Cloud's own SDKs, pointed at a region. */
export class Clients {
  readonly vpc: vpc2.VpcClient;
  readonly vpc3: vpc3.VpcClient;
  readonly ecs: ecs.EcsClient;
  readonly iam: iam.IamClient;
  private readonly core: HcClient;

  constructor({ region }: RegionUnderTest) {
    const build = <T>(builder: ClientBuilder<T>): T =>
      builder
        .withCredential(new BasicCredentials().withAk('ak').withSk('sk').withProjectId(region.settings.projectId))
        .withEndpoint(region.url)
        .build();
    this.vpc = build(vpc2.VpcClient.newBuilder());
    this.vpc3 = build(vpc3.VpcClient.newBuilder());
    this.ecs = build(ecs.EcsClient.newBuilder());
    this.iam = build(iam.IamClient.newBuilder());
    this.core = build(new ClientBuilder((client) => client));
  }

  /** A call of a service without a package. */
  send(method: string, url: string, data?: object, queryParams: object = {}): Promise<SdkResponse> {
    return this.core.sendRequest({
      method,
      url,
      contentType: 'application/json',
      queryParams,
      pathParams: {},
      headers: {},
      ...(data && { data }),
    });
  }
}
