import { type Template } from '../../review/stack/template';

/** A stack of `count` sources in sessions of ten. */
export function crowded(template: Template, count: number): Template {
  const servers = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `source_${index}`,
      {
        ...template.resource?.['huaweicloud_compute_instance']?.['ecs_source'],
        name: `source-${index}`,
        network: [
          {
            uuid: '${huaweicloud_vpc_subnet.network_subnet.id}',
            fixed_ip_v4: `192.168.${Math.floor(index / 250) + 1}.${(index % 250) + 2}`,
          },
        ],
      },
    ]),
  );
  const first = template.resource?.['huaweicloud_vpc_traffic_mirror_session']?.['mirror_session'];
  const sessions = Object.fromEntries(
    Array.from({ length: Math.ceil(count / 10) }, (_, index) => [
      `session_${index}`,
      {
        ...first,
        name: `session-${index}`,
        priority: index + 1,
        virtual_network_id: index + 1,
        traffic_mirror_sources: Object.keys(servers)
          .slice(index * 10, index * 10 + 10)
          .map((id) => `\${huaweicloud_compute_instance.${id}.network[0].port}`),
      },
    ]),
  );
  return {
    ...template,
    '//': { metadata: { stackName: 'crowd' } },
    resource: {
      ...template.resource,
      huaweicloud_compute_instance: {
        ...template.resource?.['huaweicloud_compute_instance'],
        ...servers,
      },
      huaweicloud_vpc_traffic_mirror_session: sessions,
    },
  };
}
