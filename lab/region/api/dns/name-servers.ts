import { z } from 'zod';
import { route } from '../../http/route';

/** The private name servers that a new subnet gets when its configuration names none. */
export const nameServers = ['100.125.1.250', '100.125.129.250'];

export const dnsRoutes = [
  route({
    service: 'dns',
    method: 'GET',
    path: '/v2/nameservers',
    summary: "List the region's name servers",
    errors: 'plain',
    status: 200,
    query: z.strictObject({ region: z.string().optional(), type: z.string().optional() }),
    handle: ({ region }) => ({
      nameservers: [
        {
          type: 'private',
          region: region.settings.regionName,
          ns_records: nameServers.map((address, index) => ({ priority: index + 1, address })),
        },
      ],
    }),
  }),
];
