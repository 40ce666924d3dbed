/** Parts that configurations of the stand-in provider's tests have in common. */

/** What each begins with: the stand-in, which reaches the region at `ep`. */
export const PROVIDER = `
terraform {
  required_providers {
    huaweicloud = { source = "huaweicloud/huaweicloud" }
  }
}
variable "ep" {}
provider "huaweicloud" {
  region    = "lab-region-1"
  endpoints = { vpc = var.ep, ecs = var.ep, evs = var.ep, ims = var.ep, iam = var.ep, kms = var.ep, dns = var.ep }
}
`;

/** The guide's VPC, with these lines. */
export const vpcWith = (lines: string): string => `
resource "huaweicloud_vpc" "a" {
  name = "VPC-A"
  ${lines}
}
`;

/** The guide's subnet in that VPC. */
export const SUBNET = `
resource "huaweicloud_vpc_subnet" "a" {
  name       = "Subnet-A01"
  cidr       = "192.168.0.0/24"
  gateway_ip = "192.168.0.1"
  vpc_id     = huaweicloud_vpc.a.id
}
`;

/** The guide's VPC and its subnet. */
export const NETWORK = vpcWith('cidr = "192.168.0.0/16"') + SUBNET;

/** The id of the image that the region has in each run. */
export const IMAGE_ID = '1b6a7a2e-8f6e-4d1c-9d8b-000000000001';
