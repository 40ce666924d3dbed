terraform {
  required_providers {
    huaweicloud = {
      source  = "huaweicloud/huaweicloud"
      version = "1.97.1"
    }
  }
}

variable "ep" {
  default = "http://127.0.0.1:1"
}

variable "stage" {
  default = 1
}

provider "huaweicloud" {
  region                  = "lab-region-1"
  project_id              = "0123456789abcdef0123456789abcdef"
  access_key              = "ak"
  secret_key              = "sk"
  skip_check_website_type = true
  endpoints = {
    vpc = "${var.ep}/vpc/"
    iam = "${var.ep}/iam/"
    dns = "${var.ep}/dns/"
  }
}

resource "huaweicloud_vpc" "a" {
  name = "VPC-A"
  cidr = "192.168.0.0/16"
}

resource "huaweicloud_vpc" "b" {
  name = "VPC-B"
  cidr = "172.16.0.0/16"
}

resource "huaweicloud_vpc_peering_connection" "ab" {
  name        = "peering-AB${var.stage == 1 ? "" : "-2"}"
  vpc_id      = huaweicloud_vpc.a.id
  peer_vpc_id = huaweicloud_vpc.b.id
  description = var.stage == 1 ? "one" : ""
}

resource "huaweicloud_vpc_route" "a_to_b" {
  vpc_id      = huaweicloud_vpc.a.id
  destination = huaweicloud_vpc.b.cidr
  type        = "peering"
  nexthop     = huaweicloud_vpc_peering_connection.ab.id
  description = var.stage == 1 ? null : "to B"
}

resource "huaweicloud_vpc_route" "b_to_a" {
  vpc_id      = huaweicloud_vpc.b.id
  destination = huaweicloud_vpc.a.cidr
  type        = "peering"
  nexthop     = huaweicloud_vpc_peering_connection.ab.id
}
