import { z } from 'zod';
import { about, identityUrl, ownInteger, projectId, url } from './values';

/** Endpoint keys that the provider knows; it ignores any other in silence. Source: provider 1.97.1, endpoints.go. */
const endpointServices = {
  vpc: 'VPC, subnets, security groups, EIPs and mirroring',
  ecs: 'ECS',
  evs: 'EVS, the disks of ECSs',
  ims: 'IMS, images',
  kms: 'DEW, key pairs',
  iam: 'IAM',
  bss: 'BSS, billing',
  elb: 'ELB',
  dns: 'DNS',
  eps: 'EPS, enterprise projects',
};
type EndpointKey = keyof typeof endpointServices;
const endpoints = z.strictObject(
  Object.fromEntries(
    Object.entries(endpointServices).map(([key, service]) => [
      key,
      url.optional().meta(about(`Endpoint of ${service}.`, { unset: "the region's own" })),
    ]),
  ) as Record<EndpointKey, z.ZodOptional<z.ZodString>>,
);

/** The provider block. */
export const provider = z.strictObject({
  projectId: projectId.optional().meta(about('Project of the region.', { unset: '`HW_PROJECT_ID`, or looked up' })),
  domainId: projectId
    .optional()
    .meta(about('Account.', { unset: '`HW_DOMAIN_ID`, or looked up', source: 'the form of ids of IAM' })),
  authUrl: identityUrl.optional().meta(about('Identity endpoint of a private region.', { unset: '`HW_AUTH_URL`' })),
  insecure: z
    .boolean()
    .optional()
    .meta(about('Accept any TLS certificate.', { unset: '`HW_INSECURE`' })),
  maxRetries: ownInteger(0, 100)
    .optional()
    .meta(about('How often a failed call is repeated.', { unset: '`HW_MAX_RETRIES`, or 5' })),
  endpoints: endpoints.optional(),
});
