import { Token, type TerraformResourceLifecycle } from 'cdktf';
import { Construct } from 'constructs';
import { DataHuaweicloudImagesImage } from '../../.gen/providers/huaweicloud/data-huaweicloud-images-image';
import { DataHuaweicloudImagesImages } from '../../.gen/providers/huaweicloud/data-huaweicloud-images-images';
import { throwProblems } from '../values/input-error';
import { checkNotEmpty } from '../values/text';
import { checkProp } from '../values/prop-check';

export interface ImageProps {
  /** Name or id of a public, private or shared image. Of several of a name a public one counts most, then the newest. */
  readonly image: string;
}

export type Postcondition = NonNullable<TerraformResourceLifecycle['postcondition']>[number];

/** What a server's image is when there is none: no id looks like it. */
const NONE = 'no-such-image';

/** By what `visibility` says; a marketplace image is bought, not just named. */
const KINDS = JSON.stringify(['public', 'private', 'shared']);

/**
 * An image that is looked up at plan. That it is gone is no error of the look-up, as the provider's own would be: a
 * destroy reads data sources too, and must not need an image. It is one of the server that cannot be made without.
 */
export class Image extends Construct {
  readonly imageId: string;
  private readonly image: string;

  /** @throws InputError if the name is empty */
  constructor(scope: Construct, id: string, props: ImageProps) {
    super(scope, id);
    const { image } = props;
    throwProblems('image', { image: checkProp(image, checkNotEmpty) });
    this.image = image;
    const wanted = isImageId(image) ? { imageId: image } : { name: image };
    const candidates = new DataHuaweicloudImagesImages(this, 'candidates', wanted);
    const visibilities = `data.${candidates.terraformResourceType}.${candidates.friendlyUniqueId}.images[*].visibility`;
    const kinds = `[for kind in ${KINDS} : kind if contains(${visibilities}, kind)]`;
    const found = new DataHuaweicloudImagesImage(this, 'Resource', {
      ...wanted,
      count: Token.asNumber(
        isImageId(image) ? `\${length(${visibilities}) > 0 ? 1 : 0}` : `\${min(length(${kinds}), 1)}`,
      ),
      ...(isImageId(image) ? {} : { visibility: `\${${kinds}[0]}` }),
      mostRecent: true,
    });
    const address = `data.${found.terraformResourceType}.${found.friendlyUniqueId}`;
    this.imageId = `\${coalesce(one(${address}[*].id), "${NONE}")}`;
  }

  /** Ends the plan of a server that is to be made of an image which is not there. One that exists keeps its image. */
  postconditionOf(server: string): Postcondition {
    const what = isImageId(this.image) ? `with the id ${this.image}` : `named "${this.image}"`;
    return {
      condition: `\${self.image_id != "${NONE}"}`,
      errorMessage: `${server}: the region has no public, private or shared image ${what}; set image, or this server's own, to one that it has`,
    };
  }
}

function isImageId(image: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(image);
}

/** Families of public images that are built of RPM packages, as Huawei Cloud names them: IMS user guide, public images. */
const FAMILIES_WITH_YUM = /^(Huawei Cloud EulerOS|EulerOS|openEuler|CentOS|Rocky Linux|AlmaLinux|Red Hat|Fedora)\b/i;

/** Whether yum can be relied on, by the name. Of an id, and of a name of one's own, nobody knows. */
export function isKnownToHaveYum(image: string): boolean {
  return FAMILIES_WITH_YUM.test(image);
}
