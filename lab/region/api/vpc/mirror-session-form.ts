import { offsetTime } from '../../clock';
import { type Region } from '../../context';
import { type MirrorSession } from '../../store/mirror';

/** A mirror session as it is shown. */
export const mirrorSessionForm = (session: MirrorSession, region: Region) => ({
  id: session.id,
  project_id: region.settings.projectId,
  name: session.name,
  description: session.description,
  traffic_mirror_filter_id: session.filterId,
  traffic_mirror_sources: session.sources,
  traffic_mirror_target_id: session.targetId,
  traffic_mirror_target_type: session.targetType,
  virtual_network_id: session.vni,
  packet_length: session.packetLength,
  priority: session.priority,
  enabled: session.enabled,
  type: 'eni',
  created_at: offsetTime(session.createdAt),
  updated_at: offsetTime(session.updatedAt),
});
